import type { TaskPartState } from '../../../app/tasks.ts';
import { told } from '../../../app/text/sayings.ts';
import { instant, parseRecord, type Raw, records } from '../../base/json.ts';
import type { TaskHandle } from '../tasks/task.ts';

/** What Compose's words mean for a part. Words that are not here are what is going on. */
const words: Readonly<Record<string, TaskPartState>> = {
  ...states('running', 'Creating Starting Stopping Stopped Removing Recreate Restarting Pulling Building Waiting'),
  ...states('running', 'Killing Killed Copying Extracting Downloading Verifying'),
  ...states('waiting', 'Recreated Preparing'),
  ...states('done', 'Started Running Healthy Exited Removed Built Pulled Restarted Skipped Exists Copied'),
  'Pulling fs layer': 'waiting',
  'Verifying Checksum': 'running',
  'Download complete': 'running',
  'Pull complete': 'done',
  'Already exists': 'cached',
  Warning: 'done',
  Error: 'failed',
  Interrupted: 'cancelled',
};

function states(state: TaskPartState, names: string): Record<string, TaskPartState> {
  return Object.fromEntries(names.split(' ').map((name) => [name, state]));
}

/** Reads what `docker compose --progress=json` prints and tells the task. */
export class ProgressReader {
  readonly #task: Pick<TaskHandle, 'part' | 'print' | 'say'>;
  #failure: string | undefined;
  #last = '';

  constructor(task: Pick<TaskHandle, 'part' | 'print' | 'say'>) {
    this.#task = task;
  }

  /** Why it failed, in Compose's words; the last line it printed if it gave no reason. */
  get failure(): string {
    return this.#failure ?? this.#last;
  }

  /** One line of either stream. What is no progress is output. */
  line(line: string): void {
    const event = line.startsWith('{') ? parseRecord(line) : undefined;
    if (!event) this.#print(line);
    else if (event['error'] === true) this.#failed(event);
    else if (typeof event['msg'] === 'string') this.#print(event['msg']);
    else if (typeof event['id'] === 'string') this.#part(event['id'], event);
    else this.#build(event);
  }

  #print(text: string, part?: string): void {
    if (text.trim() === '') return;
    this.#last = text;
    this.#task.print(text, part);
  }

  #failed({ message }: Raw): void {
    const text = typeof message === 'string' ? message.trim() : 'no reason given';
    this.#failure = text;
    this.#task.print(text);
  }

  /** `{"id":"Container web-1","status":"Started"}`, or for a pull `text` instead of `status`, with a parent. */
  #part(id: string, event: Raw): void {
    const parent = event['parent_id'];
    const said = [event['status'], event['text']].filter((one) => typeof one === 'string');
    const word = said.find((one) => one === 'Created' || one.startsWith('Skipped') || Object.hasOwn(words, one));
    const other = said.find((one) => one !== word);
    if (word === undefined) {
      if (other !== undefined) this.#print(`${id}: ${other}`, id);
      return;
    }
    const key = typeof parent === 'string' && parent !== '' ? `${parent}/${id}` : id;
    this.#task.part(key, {
      label: key,
      state: stateOf(id, word),
      text: told(word === 'Error' && other !== undefined ? other.slice(0, 200) : word),
      ...sizes(event),
    });
    if (key === id) {
      this.#task.say(told(`${id} ${word.toLowerCase()}`));
      this.#task.print(`${id} ${word === 'Error' ? `Error: ${other ?? ''}` : word}`, id);
    }
  }

  /** BuildKit's own events. */
  #build(event: Raw): void {
    for (const vertex of records(event['vertexes'])) this.#vertex(vertex);
    for (const { data, vertex } of records(event['logs'])) {
      if (typeof data !== 'string') continue;
      const text = Buffer.from(data, 'base64').toString('utf8').replace(/\n$/, '');
      this.#print(text, typeof vertex === 'string' ? vertex : undefined);
    }
  }

  #vertex({ digest, name, started, completed, cached, error }: Raw): void {
    if (typeof digest !== 'string' || typeof name !== 'string') return;
    const failed = typeof error === 'string' && error !== '';
    // Reading the Dockerfile and the like is of no interest unless it fails.
    if (name.startsWith('[internal]') && !failed) return;
    const ended = instant(completed) || undefined;
    const begun = instant(started) || undefined;
    const over = failed ? 'failed' : cached === true ? 'cached' : 'done';
    this.#task.part(digest, {
      label: name,
      state: ended !== undefined || failed ? over : begun === undefined ? 'waiting' : 'running',
      ...(begun === undefined ? {} : { started: begun }),
      ...(ended === undefined ? {} : { ended }),
    });
    if (begun !== undefined && ended === undefined) this.#task.say(told(name));
  }
}

/** `Created` ends a network or a volume; a container is then still to be started. */
function stateOf(id: string, word: string): TaskPartState {
  return words[word] ?? (id.startsWith('Container ') ? 'waiting' : 'done');
}

function sizes({ current, total }: Raw): { current?: number; total?: number } {
  if (typeof current !== 'number' || typeof total !== 'number' || total <= 0) return {};
  return { current, total };
}
