import { describe, expect, test } from 'vitest';
import { saidOrTold } from '../../../renderer/words/problems.ts';
import { readText, schemaFindings } from './findings.ts';
import { service } from './project-fixture.ts';

function findings(text: string): string[] {
  const read = readText(text);
  return [...read.findings, ...schemaFindings(read)].map(({ line, message }) => `${line}: ${saidOrTold(message)}`);
}

/** Compose refuses each of these, too. */
const wrong: readonly (readonly [text: string, finding: string])[] = [
  ['- a\n', '1: The file must be a mapping.'],
  ['version: 3\nservices: {}\n', '1: “version” must be a string.'],
  ['services:\n', '1: “services” must be a mapping.'],
  ['services:\n  web:\n', '2: “web” must be a mapping.'],
  ['services:\n  "a b": {image: x}\n', '2: “a b” cannot be a name here.'],
  ['services: {}\nnetwork: {}\n', '2: “network” is not a known key here.'],
  ['services: {}\n---\n', '2: The file must be a mapping.'],
  ['services: {}\n---\nservice: {}\n', '3: “service” is not a known key here.'],
  [service('comand: x'), '4: “comand” is not a known key here.'],
  [service('image: a'), '4: Keys must be unique, and “image” is here already.'],
  [service('ports: 80'), '4: “ports” must be a list.'],
  [service('ports: ${PORTS}'), '4: “ports” must be a list.'],
  [service('ports:'), '4: “ports” must be a list.'],
  [service('environment:'), '4: “environment” must be a mapping or a list.'],
  [service('environment:\n  A: [1]'), '5: “A” must be a string, a number, true or false or empty.'],
  [service('environment:\n  1: a'), '5: A key must be a text: write “1” in quotes.'],
  [service('environment:\n  - A: b'), '5: An item of “environment” must be a string.'],
  [service('command: [a, 1]'), '4: An item of “command” must be a string.'],
  [service('user: 1000'), '4: “user” must be a string.'],
  [service('restart: false'), '4: “restart” must be a string.'],
  [service('init: maybe'), '4: “init” must be true or false.'],
  [service('scale: many'), '4: “scale” must be a whole number.'],
  [service('scale: 1.5'), '4: “scale” must be a whole number or a string.'],
  [service('cpus: half'), '4: “cpus” must be a number.'],
  [service('mem_limit: 50q'), '4: “mem_limit” must be a size, such as 64m.'],
  [service('stop_grace_period: 10'), '4: “stop_grace_period” must be a string.'],
  [service('stop_grace_period: "10"'), '4: “stop_grace_period” must be a duration, such as 1m30s.'],
  [service('oom_score_adj: 2000'), '4: “oom_score_adj” must be at most 1000.'],
  [service('cpu_count: -1'), '4: “cpu_count” must be at least 0.'],
  [service('cgroup: other'), '4: “cgroup” must be host or private.'],
  [service('gpus: some'), '4: “gpus” must be all.'],
  [service('pull_policy: hourly'), '4: “pull_policy” must match '],
  [service('security_opt:\n  - a\n  - a'), '6: An item of “security_opt” must not be there twice.'],
  [service('build:\n  new_key: 1'), '5: “new_key” is not a known key here.'],
  [service('depends_on:\n  db: {required: true}'), '5: “db” must have “condition”.'],
  [service('depends_on:\n  db: {condition: up}'), '5: “condition” must be service_started, service_healthy or '],
  [
    service('depends_on:\n  db: {condition: service_started, required: "true"}'),
    '5: “required” must be true or false.',
  ],
  [service('volumes:\n  - source: a'), '5: An item of “volumes” must have “type”.'],
  [service('devices:\n  - {target: /dev/a}'), '5: An item of “devices” must have “source”.'],
  [service('env_file:\n  - {required: true}'), '5: An item of “env_file” must have “path”.'],
  [service('ulimits:\n  nofile: {soft: 1}'), '5: “nofile” must have “hard”.'],
  [service('logging:\n  options: {a: true}'), '5: “a” must be a string, a number or empty.'],
  [service('command: echo ${1}'), '4: “${1}” is no variable.'],
  [service('command: echo ${A.b}'), '4: “${A.b}” is no variable.'],
  [service('command: echo ${A'), '4: “${A” is no variable.'],
  [service('labels: *none'), '4: “*none” stands for nothing: no “&none” comes before it.'],
  [service('<<: {tty: true}\n<<: {init: true}'), '5: Keys must be unique, and “<<” is here already.'],
  [service('<<: [a]'), '4: “<<” takes a mapping or a list of mappings.'],
  [service('"<<": {tty: true}'), '4: “<<” is not a known key here.'],
  ['x-a: &a\n  b: *a\nservices: {}\n', '2: “*a” is inside of what it stands for.'],
  ['x-a: &a\n  ports: 80\nservices:\n  web:\n    <<: *a\n', '2: “ports” must be a list.'],
  ['services: {}\nmodels:\n  a: {context_size: 1}\n', '3: “a” must have “model”.'],
  ['services: {}\nvolumes:\n  a: {external: maybe}\n', '3: “external” must be true or false.'],
  ['services: {}\nsecrets:\n  a:\n', '3: “a” must be a mapping.'],
];

describe('an invalid compose file', () => {
  test.each(wrong)('%j is wrong in line %s', (text, finding) => {
    const found = findings(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(finding);
  });
});

test('what has a name and is wrong is told once, where it is written', () => {
  const uses = Array.from({ length: 5 }, (_, n) => `  s${n}: {image: x, ports: *wrong}\n`).join('');
  expect(findings(`x-wrong: &wrong\n  - 80\n  - true\nservices:\n${uses}`)).toEqual([
    '3: An item of “ports” must be a number, a string or a mapping.',
  ]);
});
