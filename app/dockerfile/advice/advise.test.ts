import { expect, test } from 'vitest';
import { readDockerfile } from '../read.ts';
import { adviceOn } from './advise.ts';
import { silence } from './silence.ts';
import { type Advice, adviceRules, type Edit } from './types.ts';

const advise = (text: string) => adviceOn(readDockerfile(text));
const rulesOf = (text: string) => advise(text).map(({ rule }) => rule);

function edited(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to), text);
}

/** A stage that says who runs its program, so that only what follows is advised. */
const stage = (lines: string) => `FROM debian:12\n${lines}\nUSER app\n`;

/** Lines of a stage, the rule that speaks, what it marks, and what its fix makes of them. */
const cases: readonly (readonly [Advice['rule'], string, string, string?])[] = [
  ['AddForCopy', 'ADD app /app', 'ADD', 'COPY app /app'],
  ['AddForCopy', 'add --chown=a app /app', 'add', 'copy --chown=a app /app'],
  ['SourceBeforeInstall', 'COPY . .\nRUN npm ci && npm cache clean --force', 'COPY . .'],
  ['SourceBeforeInstall', 'COPY ./ /app\nRUN pip install --no-cache-dir -r requirements.txt', 'COPY ./ /app'],
  ['SecretInImage', 'ENV A=1 DB_PASSWORD=x', 'DB_PASSWORD=x'],
  ['SecretInImage', 'ARG NPM_TOKEN', 'NPM_TOKEN'],
  ['SecretCopied', 'COPY --chmod=600 a .npmrc /root/', '.npmrc'],
  ['SecretCopied', 'COPY ["config/.env", "/x/"]', 'COPY ["config/.env", "/x/"]'],
  ['ShellFormCommand', 'CMD node "my server.js"', 'CMD node "my server.js"', 'CMD ["node", "my server.js"]'],
  ['ShellFormCommand', 'ENTRYPOINT exec node $APP', 'ENTRYPOINT exec node $APP'],
  ['CdInRun', 'RUN cd /srv', 'RUN cd /srv', 'WORKDIR /srv'],
  ['CdInRun', 'RUN cd app', 'RUN cd app'],
  ['DownloadPiped', 'RUN curl -fsSL https://e.org/i | sh', 'curl -fsSL https://e.org/i'],
  [
    'AptAsks',
    apt('apt-get install --no-install-recommends a'),
    'apt-get install',
    apt('apt-get install -y --no-install-recommends a'),
  ],
  [
    'AptForScripts',
    apt('apt install -y --no-install-recommends a'),
    'apt',
    apt('apt-get install -y --no-install-recommends a'),
  ],
  [
    'AptRecommends',
    apt('apt-get -qqy install a'),
    'apt-get -qqy install',
    apt('apt-get -qqy install --no-install-recommends a'),
  ],
  ['AptUpdateAlone', 'RUN set -e; apt-get update', 'apt-get update'],
  [
    'AptListsLeft',
    'RUN apt-get update && apt-get install -y --no-install-recommends a',
    'apt-get update',
    'RUN apt-get update && apt-get install -y --no-install-recommends a && rm -rf /var/lib/apt/lists/*',
  ],
  [
    'AptListsLeft',
    'RUN apt-get update && \\\n  # why\n  apt-get install -y --no-install-recommends \\\n      a',
    'apt-get update',
    'RUN apt-get update && \\\n  # why\n  apt-get install -y --no-install-recommends \\\n      a \\\n      && rm -rf /var/lib/apt/lists/*',
  ],
  [
    'AptListsLeft',
    'RUN <<EOF\nset -e\napt-get update # now\napt-get install -y --no-install-recommends a\nEOF',
    'apt-get update',
    'RUN <<EOF\nset -e\napt-get update # now\napt-get install -y --no-install-recommends a\nrm -rf /var/lib/apt/lists/*\nEOF',
  ],
  ['ApkCacheLeft', 'RUN apk -q add curl', 'apk -q add', 'RUN apk -q add --no-cache curl'],
  ['DnfCacheLeft', 'RUN dnf -y install curl', 'dnf -y install', 'RUN dnf -y install curl && dnf clean all'],
  ['DnfCacheLeft', 'RUN yum install -y curl # why', 'yum install'],
  [
    'PipCacheLeft',
    'RUN python3 -m pip install x',
    'python3 -m pip install',
    'RUN python3 -m pip install --no-cache-dir x',
  ],
  [
    'PipCacheLeft',
    'RUN if a; then pip install x; fi',
    'pip install',
    'RUN if a; then pip install --no-cache-dir x; fi',
  ],
  ['NpmCacheLeft', 'RUN npm ci', 'npm ci', 'RUN npm ci && npm cache clean --force'],
  [
    'NpmInstallDrifts',
    'COPY package*.json ./\nRUN npm install && npm cache clean --force',
    'npm install',
    'COPY package*.json ./\nRUN npm ci && npm cache clean --force',
  ],
];

function apt(install: string): string {
  return `RUN apt-get update && ${install} && rm -rf /var/lib/apt/lists/*`;
}

test.each(cases)('%s is said of %j', (rule, lines = '', marked = '', mended = lines) => {
  const text = stage(lines);
  const found = advise(text);
  expect(found.map((advice) => [advice.rule, text.slice(advice.from, advice.to)])).toEqual([[rule, marked]]);
  const fixed = edited(text, found[0]?.fix ?? []);
  expect(fixed).toBe(stage(mended));
  // What is mended is not advised again.
  expect(rulesOf(fixed)).toEqual(mended === lines ? [rule] : []);
});

test.each([
  ['BaseNotPinned', 'FROM localhost:5000/a\n', 'localhost:5000/a'],
  ['BaseNotPinned', 'FROM a:latest AS b\nFROM b\n', 'a:latest'],
  ['RunsAsRoot', 'FROM a:1\nCMD ["x"]\n', 'FROM a:1'],
  ['RunsAsRoot', 'FROM a:1 AS b\nCMD ["x"]\nUSER app\nFROM b\nUSER root:root\n', 'USER root:root'],
])('%s is said of %j', (rule, text, marked) => {
  expect(advise(text).map((advice) => [advice.rule, text.slice(advice.from, advice.to)])).toEqual([[rule, marked]]);
});

test.each([
  ['pinned, unknown, empty and own bases', 'ARG B=x\nFROM a@sha256:1 AS b\nFROM $B\nFROM scratch\nFROM B\nFROM 0\n'],
  ['a program without rights', 'FROM gcr.io/distroless/static:nonroot\nCMD ["a"]\n'],
  ['an image that runs nothing', 'FROM a:1\nCOPY a /a\n'],
  [
    'what ADD alone can do',
    stage('ADD https://e.org/a /a\nADD a.tar.gz /b\nADD --checksum=sha256:1 a /\nADD $A /c\nADD *.x /d'),
  ],
  [
    'what only early stages leave',
    'FROM a:1 AS b\nRUN apt-get update && apt-get install -y gcc\nRUN npm ci\nRUN pip install x\nFROM a:1\nCOPY --from=b /a /a\nUSER app\n',
  ],
  [
    'cache mounts',
    stage(
      'RUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y --no-install-recommends a\nRUN --mount=type=cache,target=/root/.cache/pip pip install x\nRUN --mount=type=cache,target=/root/.npm npm ci\nRUN --mount=type=cache,target=$C dnf install x',
    ),
  ],
  ['variables for pip', stage('ENV PIP_NO_CACHE_DIR=1\nRUN pip install x\n')],
  [
    'the usual way of official images',
    stage('RUN set -eux; apt-get update; apt-get install -y --no-install-recommends a; rm -rf /var/lib/apt/lists/*'),
  ],
  [
    'an answer by pipe',
    stage('RUN apt-get update && yes | apt-get install --no-install-recommends a && rm -r /var/lib/apt/lists/*'),
  ],
  ['manifests first', stage('COPY package.json package-lock.json ./\nRUN npm ci && npm cache clean --force\nCOPY . .')],
  ['other words', stage('RUN echo "apt-get install x; npm ci"\nRUN echo apt-get install # apt-get update')],
  ['names that only sound like secrets', stage('ENV PUBLIC_KEY=a KEY_FILE=/run/x MONKEY=b TOKENS=c AUTHOR=d')],
  ['examples of secrets', stage('COPY .env.example id_rsa.pub ./')],
  ['whoever names a shell', stage('SHELL ["bash", "-o", "pipefail", "-c"]\nRUN curl x | sh\nCMD node x')],
  ['pipes that are watched', stage('RUN set -o pipefail && curl x | sh')],
  ['a folder that something is done in', stage('RUN cd /srv && make')],
  [
    'programs of here-documents',
    stage('RUN python3 <<EOF\npip install\nEOF\nRUN <<EOF\n#!/usr/bin/env python\napt update\nEOF'),
  ],
  ['a list in JSON', stage('RUN ["apt-get", "install", "a"]')],
  ['nothing', ''],
])('nothing is said of %s', (_, text) => expect(advise(text)).toEqual([]));

test('every rule is proved', () => {
  const proved = new Set<string>([...cases.map(([rule]) => rule), 'BaseNotPinned', 'RunsAsRoot']);
  expect(adviceRules.filter((rule) => !proved.has(rule))).toEqual([]);
});

test.each([
  ['FROM a\n', '# check=skip=BaseNotPinned\nFROM a\n'],
  ['# syntax=x\n# why\nFROM a\n', '# syntax=x\n# check=skip=BaseNotPinned\n# why\nFROM a\n'],
  ['#!/bin/x\nFROM a\n', '#!/bin/x\n# check=skip=BaseNotPinned\nFROM a\n'],
  ['# check=skip=Some, Other ;error=true\nFROM a\n', '# check=skip=Some, Other,BaseNotPinned ;error=true\nFROM a\n'],
  ['# check=error=true\nFROM a\n', '# check=error=true;skip=BaseNotPinned\nFROM a\n'],
  ['# check=skip=\nFROM a\n', '# check=skip=BaseNotPinned\nFROM a\n'],
])('%j is told to be silent', (text, told) => {
  const file = readDockerfile(text);
  expect(adviceOn(file).map(({ rule }) => rule)).toEqual(['BaseNotPinned']);
  expect(edited(text, [silence(file, 'BaseNotPinned')])).toBe(told);
  expect(rulesOf(told)).toEqual([]);
});

test('small letters and all silence, too', () => {
  expect(rulesOf('# check=skip=basenotpinned\nFROM a\nCMD ["x"]\n')).toEqual(['RunsAsRoot']);
  expect(rulesOf('# check=skip=all\nFROM a\nCMD x\n')).toEqual([]);
});
