import { Component, type ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { Button } from '../controls/Button.tsx';
import { Banner } from '../display/Banner.tsx';

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
        title={words.ui.boundary.title({ part: this.props.part })}
        detail={error.stack ?? error.message}
        actions={<Button onClick={() => this.setState({ error: undefined })}>{words.ui.boundary.again}</Button>}
      >
        {words.ui.boundary.text}
      </Banner>
    );
  }
}
