import { Component, type ReactNode } from 'react';
import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';

interface BoundaryProps {
  /** What stops working when this part breaks, e.g. `Containers`. */
  readonly part: string;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly error: Error | undefined;
}

/** Keeps an error while drawing to its own part of the window, says so, and offers to draw it again. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: undefined };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Banner
        tone="error"
        title={`${this.props.part} cannot be drawn`}
        detail={error.stack ?? error.message}
        actions={<Button onClick={() => this.setState({ error: undefined })}>Draw again</Button>}
      >
        This is a fault in Gantry. The rest of the window works on; please report it with the detail.
      </Banner>
    );
  }
}
