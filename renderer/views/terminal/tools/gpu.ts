import type { WebglAddon } from '@xterm/addon-webgl';
import type { Stop } from '../../../../app/rpc/operation.ts';
import { come } from '../../../ui/layout/come.ts';
import type { ToolParts } from './tools.ts';

/**
 * Draws by the graphics card as long as the settings say so and it does; else, and where it is only played by the
 * processor, the terminal is drawn by elements. Returns how to stop.
 */
export function drawByGpu({ terminal, session }: Pick<ToolParts, 'terminal' | 'session'>): Stop {
  const { state } = session.settings;
  let drawing: WebglAddon | undefined;
  let failed = false;
  let stopped = false;
  const isWanted = () => !stopped && !failed && state.getState().value.terminalView.gpu && hasGpu();
  const end = () => {
    drawing?.dispose();
    drawing = undefined;
  };
  const begin = async () => {
    const { WebglAddon } = await come(() => import('@xterm/addon-webgl'));
    if (drawing !== undefined || !isWanted()) return;
    try {
      drawing = new WebglAddon();
      // A card takes its contexts back when it sleeps, or when there are too many: elements do not depend on it.
      drawing.onContextLoss(() => {
        failed = true;
        end();
      });
      terminal.loadAddon(drawing);
    } catch {
      failed = true;
      end();
    }
  };
  const update = () => {
    if (!isWanted()) end();
    else if (!drawing) void begin().catch(() => undefined);
  };
  update();
  const unfollow = state.subscribe(update);
  return () => {
    stopped = true;
    unfollow();
    // The terminal is going, and takes it along.
    drawing = undefined;
  };
}

/** Known once asked: it is the same for every terminal of the window. */
let known: boolean | undefined;

function hasGpu(): boolean {
  known ??= findGpu();
  return known;
}

/** What plays a graphics card on the processor: it takes longer than elements do. */
const played = /swiftshader|llvmpipe|softpipe|software|basic render/i;

function findGpu(): boolean {
  const context = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (!context) return false;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const card: unknown = context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  // A page may have some sixteen of them: this one is not waited for until it is collected.
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !played.test(String(card));
}
