import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareSpec } from '../../../e2e/fake/bare-spec.ts';
import { ContainerSpec } from '../../create.ts';
import { type RunLine, readRunLine } from './run-line.ts';

function read(line: string): RunLine {
  const found = readRunLine(line);
  if ('fault' in found) throw new Error(found.fault.reason);
  return found;
}

const nginx = { ...bareSpec, image: 'nginx' };
const whys = (line: string) => read(line).left.map(({ what, why }) => [what, why]);

describe('a line becomes a spec', () => {
  test.each<[string, Partial<ContainerSpec>]>([
    ['docker run nginx', {}],
    ['sudo docker run -d nginx', {}],
    ['sudo -E -u root /usr/bin/docker container run nginx', {}],
    ['podman create nginx', { start: false }],
    ['$ docker run \\\n> -it \\\n> nginx', { tty: true, stdin: true }],
    ['root@web:~# docker run --rm nginx', { autoRemove: true }],
    ['docker\u00a0run\v nginx', {}],
    ['# the web server\n\n  docker run --name=web nginx # here\n', { name: 'web' }],
    ['docker run \\\r\n  --name web \\\r\n  nginx\r\n', { name: 'web' }],
    ['docker run -itd --rm=false --tty=0 nginx', { stdin: true }],
    [
      'docker run -p8080:80 -p=53:53/udp -p 127.0.0.1::81 -p 82 nginx',
      {
        ports: [
          { hostPort: 8080, containerPort: 80, protocol: 'tcp' },
          { hostPort: 53, containerPort: 53, protocol: 'udp' },
          { hostIp: '127.0.0.1', containerPort: 81, protocol: 'tcp' },
          { containerPort: 82, protocol: 'tcp' },
        ],
      },
    ],
    [
      "docker run -p '[::1]:90-91:80-81' nginx",
      {
        ports: [
          { hostIp: '::1', hostPort: 90, containerPort: 80, protocol: 'tcp' },
          { hostIp: '::1', hostPort: 91, containerPort: 81, protocol: 'tcp' },
        ],
      },
    ],
    ['docker run nginx -p 80:80 --name x', { command: ['-p', '80:80', '--name', 'x'] }],
    ['docker run -t -- nginx sh -c "echo a"', { tty: true, command: ['sh', '-c', 'echo a'] }],
    [
      'docker run -e A=1 -eB= --env=A="2 3" -l x -l y=z nginx',
      {
        env: [
          ['A', '2 3'],
          ['B', ''],
        ],
        labels: [
          ['x', ''],
          ['y', 'z'],
        ],
      },
    ],
    [
      'docker run -v /a:/b:ro -v data:/data -v /anon --tmpfs /run --mount type=bind,src=/c,\'"dst=/d,e"\',ro nginx',
      {
        mounts: [
          { type: 'bind', source: '/a', target: '/b', readOnly: true },
          { type: 'volume', source: 'data', target: '/data', readOnly: false },
          { type: 'volume', source: '', target: '/anon', readOnly: false },
          { type: 'tmpfs', source: '', target: '/run', readOnly: false },
          { type: 'bind', source: '/c', target: '/d,e', readOnly: true },
        ],
      },
    ],
    ['docker run -m 512m --cpus .5 --pids-limit=-1 nginx', { memory: 2 ** 29, cpus: 0.5, pidsLimit: -1 }],
    ['docker run -P -m 512m --memory-swap 1g nginx', { publishAll: true, memory: 2 ** 29, memorySwap: 2 ** 30 }],
    ['docker run --memory-swap=-1 nginx', { memorySwap: -1 }],
    ['docker run --restart on-failure:3 --restart=always --net shop nginx', { restart: 'always', network: 'shop' }],
    [
      'docker run --name aa --name bb -u 1:2 -w /w --entrypoint "" nginx',
      { name: 'bb', user: '1:2', workdir: '/w', entrypoint: [''] },
    ],
    [
      'docker run -h web --dns 1.1.1.1 --dns=::1 --add-host db:10.0.0.9 --add-host=h:host-gateway nginx',
      {
        hostname: 'web',
        dns: ['1.1.1.1', '::1'],
        extraHosts: [
          ['db', '10.0.0.9'],
          ['h', 'host-gateway'],
        ],
      },
    ],
    [
      'docker run --cap-add cap_net_admin --cap-drop=ALL --security-opt no-new-privileges --read-only --init nginx',
      {
        capAdd: ['NET_ADMIN'],
        capDrop: ['ALL'],
        securityOptions: ['no-new-privileges'],
        readOnlyRoot: true,
        init: true,
      },
    ],
    [
      'docker run --device /dev/fuse --device /dev/sda:/dev/xvda:r --ulimit nofile=1024:2048 --sysctl a.b=1 --shm-size 1g nginx',
      {
        devices: [
          { source: '/dev/fuse', target: '/dev/fuse', permissions: 'rwm' },
          { source: '/dev/sda', target: '/dev/xvda', permissions: 'r' },
        ],
        ulimits: [{ name: 'nofile', soft: 1024, hard: 2048 }],
        sysctls: [['a.b', '1']],
        shmSize: 2 ** 30,
      },
    ],
    [
      "docker run --health-cmd 'curl -f http://x || exit 1' --health-interval 1m30s --health-retries 3 --stop-signal sigint --stop-timeout 5 nginx",
      {
        healthCommand: 'curl -f http://x || exit 1',
        healthInterval: 90_000,
        healthRetries: 3,
        stopSignal: 'SIGINT',
        stopTimeout: 5,
      },
    ],
    [
      'docker run --no-healthcheck --log-driver local --log-opt max-size=1m nginx',
      { noHealthcheck: true, logDriver: 'local', logOptions: [['max-size', '1m']] },
    ],
  ])('%s', (line, more) => {
    expect(read(line)).toEqual({ spec: { ...nginx, ...more }, pull: 'missing', left: [] });
  });

  test('and a pull policy', () => {
    expect(read('docker run --pull always nginx').pull).toBe('always');
  });
});

describe('what is not taken over is told', () => {
  test.each<[string, [string, string][]]>([
    [
      'docker run --gpus all --privileged -P nginx',
      [
        ['--gpus all', 'no-field'],
        ['--privileged', 'no-field'],
      ],
    ],
    ['docker --context far run nginx', [['--context far', 'no-field']]],
    [
      'docker run --nosuch --nosuch=2 -Z nginx',
      [
        ['--nosuch', 'unknown'],
        ['--nosuch=2', 'unknown'],
        ['-Z', 'unknown'],
      ],
    ],
    ['docker run --name', [['--name', 'no-value']]],
    [
      'docker run --rm=maybe -p x:80 -m 1k nginx',
      [
        ['--rm=maybe', 'value'],
        ['-p x:80', 'value'],
        ['-m 1k', 'value'],
      ],
    ],
    [
      'docker run -v $PWD:/a -e "A=$B" nginx',
      [
        ['-v $PWD:/a', 'shell'],
        ['-e "A=$B"', 'shell'],
      ],
    ],
    [
      'docker run -u $(id -u):$(id -g) -e C=`date -u` nginx',
      [
        ['-u $(id -u):$(id -g)', 'shell'],
        ['-e C=`date -u`', 'shell'],
      ],
    ],
    ['docker run nginx ls *.txt', [['ls *.txt', 'shell']]],
    ['docker run nginx sh -c "echo $HOME"', [['sh -c "echo $HOME"', 'shell']]],
    ['docker run nginx > log && docker ps', [['> log && docker ps', 'after']]],
    ['docker run nginx 2>&1 | tee log', [['2>&1 | tee log', 'after']]],
    ['docker run -d nginx\ndocker run -d redis', [['docker run -d redis', 'after']]],
    [
      'docker run -e TOKEN --env-file .env -v ./a:/b nginx',
      [
        ['-e TOKEN', 'left-out'],
        ['--env-file .env', 'local'],
        ['-v ./a:/b', 'local'],
      ],
    ],
    ['docker run --network a --network b nginx', [['--network b', 'one-only']]],
    [
      'docker run -v /a:/b:z --tmpfs /run:size=1m --security-opt seccomp=p.json nginx',
      [
        ['-v /a:/b:z', 'value'],
        ['--tmpfs /run:size=1m', 'value'],
        ['--security-opt seccomp=p.json', 'value'],
      ],
    ],
    ['docker run Not/An:Image', [['Not/An:Image', 'value']]],
  ])('%s', (line, left) => {
    expect(whys(line)).toEqual(left);
  });

  test('in single quotes a dollar is one', () => {
    expect(read(`docker run -e 'A=$B' -e "C=\\$D" -e E=5\\$ nginx`).left).toEqual([]);
  });
});

describe('what is no such line has a reason', () => {
  test.each([
    ['', 'run-line-none'],
    ['nginx', 'run-line-none'],
    ['docker ps', 'run-line-none'],
    ['docker compose run web', 'run-line-none'],
    ["docker run 'nginx", 'command-open-quote'],
    ['docker run $(nginx', 'command-open-quote'],
    ['docker run nginx \\', 'command-backslash'],
    [`docker run ${'x'.repeat(1_000_000)}`, 'command-too-long'],
  ])('%.30s', (line, reason) => {
    expect(readRunLine(line)).toMatchObject({ fault: { reason } });
  });
});

describe('hostile lines', () => {
  test('ten thousand flags are taken up to the bounds of a spec, and the rest is told', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => `-e A${n}`);
    expect(read(`docker run ${many.map((flag) => `${flag}=`).join(' ')} x`).left).toHaveLength(9000);
    const mounts = Array.from({ length: 3000 }, (_, n) => `-v /a${n}:/b --dns 1.1.1.1`).join(' ');
    const { spec, left } = read(`docker run ${mounts} x`);
    expect([spec.mounts.length, spec.dns?.length, left.length]).toEqual([200, 200, 5600]);
  });

  test('NUL is in no field', () => {
    const { spec, left } = read('docker run --name a\0b -e A=\0 -l \0=1 -h \0 x sh \0');
    expect(spec).toEqual({ ...bareSpec, image: 'x' });
    expect(left.map(({ why }) => why)).toEqual(['value', 'value', 'value', 'value', 'value']);
  });

  test('text that changes direction stays text, and what is told is short', () => {
    expect(read('docker run -e A=\u202eb nginx').spec.env).toEqual([['A', '\u202eb']]);
    expect(read(`docker run --gpus ${'x'.repeat(5000)} nginx`).left[0]?.what).toHaveLength(200);
  });

  test('whatever it is, there is an answer, and fields of it are ones that a spec takes', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        ' ',
        '-',
        '--',
        '=',
        "'",
        '"',
        '\\',
        '$(',
        '`',
        '\n',
        '-e',
        '-p',
        '80',
        ':',
        '--mount',
        '__proto__',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const found = readRunLine(`docker run ${pieces.join('')}`);
        if ('fault' in found) return;
        const spec = { ...found.spec, image: 'x', autoRemove: false };
        if (spec.noHealthcheck) delete spec.noHealthcheck;
        expect(ContainerSpec.safeParse(spec).error).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['backticks', '`a`'],
    ['dollars', '$'],
    ['backslashes', '\\\\'],
    ['quotes', '""'],
    ['commas', '--mount ,'],
    ['brackets', '{['],
  ])('a long line of %s takes no time worth speaking of', (_, piece) => {
    const line = `docker run ${piece.repeat(Math.floor(99_000 / piece.length))}`;
    const begin = process.cpuUsage();
    readRunLine(line);
    expect(process.cpuUsage(begin).user).toBeLessThan(2_000_000);
  });
});
