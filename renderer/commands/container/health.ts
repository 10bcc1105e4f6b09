import type { EngineContainer } from '../../../app/containers.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { Session } from '../../stores/session.ts';
import { words } from '../../words/words.ts';

const { healthCheck } = words.containers;

/** Has the health of a container checked now, and tells what came of it. Problems are told in here; it never rejects. */
export async function checkHealth(container: EngineContainer, name: string, { link, notices }: Session): Promise<void> {
  try {
    const health = await link.ask((client) => client.containers.checkHealth(container));
    notices.succeed(health === 'healthy' ? healthCheck.passed({ name }) : healthCheck.checkFailed({ name }));
  } catch (error) {
    notices.fail(healthCheck.failed({ name }), toProblem(error));
  }
}
