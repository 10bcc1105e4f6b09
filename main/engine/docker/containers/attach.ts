import type { Socket } from 'node:net';
import { figure, record } from '../../../base/json.ts';
import type { AttachOptions, ExecSession, PipedSession } from '../../ports/containers.ts';
import type { EngineHttp } from '../http/http.ts';
import { detachKeys, type Process, type ProcessState, readOutput, readParts, SocketSession } from './session.ts';

/** Connects to the main process, on its TTY. The signal ends the connection; the process goes on. */
export async function openAttach(
  http: EngineHttp,
  id: string,
  options: AttachOptions,
  signal: AbortSignal,
): Promise<ExecSession> {
  const socket = await connect(http, id, options, signal);
  return new SocketSession(http, mainProcess(http, id), socket, readOutput(socket, signal), signal);
}

/** The same of one without a TTY. */
export async function openAttachPiped(
  http: EngineHttp,
  id: string,
  options: AttachOptions,
  signal: AbortSignal,
): Promise<PipedSession> {
  const socket = await connect(http, id, options, signal);
  return new SocketSession(http, mainProcess(http, id), socket, readParts(socket, signal), signal);
}

function connect(http: EngineHttp, id: string, { input, replay }: AttachOptions, signal: AbortSignal): Promise<Socket> {
  const query = {
    stream: 1,
    stdin: input ? 1 : 0,
    stdout: 1,
    stderr: 1,
    logs: replay ? 1 : 0,
    detachKeys,
  };
  return http.upgrade({ method: 'POST', path: `${pathOf(id)}/attach`, query }, signal);
}

function mainProcess(http: EngineHttp, id: string): Process {
  return { path: pathOf(id), look: (signal) => inspect(http, id, signal) };
}

async function inspect(http: EngineHttp, id: string, signal: AbortSignal): Promise<ProcessState> {
  const state = record(record(await http.json({ method: 'GET', path: `${pathOf(id)}/json` }, signal))['State']);
  return { running: state['Running'] === true, pid: figure(state['Pid']) ?? 0, exitCode: figure(state['ExitCode']) };
}

function pathOf(id: string): string {
  return `/containers/${encodeURIComponent(id)}`;
}
