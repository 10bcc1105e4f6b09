/** A file of one service `web` with some lines more. */
export const service = (lines: string): string =>
  `services:\n  web:\n    image: nginx\n    ${lines.replaceAll('\n', '\n    ')}\n`;

/** The same with a service `db`, and what comes after the services. */
const web = (lines: string, more = ''): string => `${service(lines)}  db: {image: postgres}\n${more}`;

/** Files that Compose refuses for what their parts say of each other, with what is said of them. */
export const refusedProjects: readonly (readonly [text: string, finding: string])[] = [
  [web('depends_on: [cache]'), '4: There is no service “cache” under “services”.'],
  [web('depends_on:\n  - db\n  - cache'), '6: There is no service “cache” under “services”.'],
  [web('depends_on:\n  cache: {condition: service_started}'), '5: There is no service “cache” under “services”.'],
  [web('links: ["cache:c", db]'), '4: There is no service “cache” under “services”.'],
  [web('volumes_from: ["cache:ro"]'), '4: There is no service “cache” under “services”.'],
  [web('network_mode: service:cache'), '4: There is no service “cache” under “services”.'],
  [web('pid: service:cache'), '4: There is no service “cache” under “services”.'],
  [web('ipc: service:cache'), '4: There is no service “cache” under “services”.'],
  [web('extends: cache'), '4: There is no service “cache” under “services”.'],
  [web('extends:\n  service: cache'), '5: There is no service “cache” under “services”.'],
  [web('networks: [front]', 'networks: {back: {}}\n'), '4: There is no network “front” under “networks”.'],
  [web('networks:\n  front: {aliases: [a]}'), '5: There is no network “front” under “networks”.'],
  [web('volumes: ["data:/data"]'), '4: There is no volume “data” under “volumes”.'],
  [web('volumes:\n  - {type: volume, source: data, target: /a}'), '5: There is no volume “data” under “volumes”.'],
  [web('secrets: [key]'), '4: There is no secret “key” under “secrets”.'],
  [web('secrets:\n  - {source: key, target: k}'), '5: There is no secret “key” under “secrets”.'],
  [web('build: {context: ., secrets: [key]}'), '4: There is no secret “key” under “secrets”.'],
  [web('configs: [conf]'), '4: There is no config “conf” under “configs”.'],
  [web('depends_on: [web]'), '4: Services wait for each other in a circle: web → web.'],
  [
    'services:\n  a: {image: x, depends_on: [b]}\n  b: {image: x, network_mode: "service:c"}\n  c: {image: x, links: [a]}\n',
    '4: Services wait for each other in a circle: a → b → c → a.',
  ],
  [
    'services:\n  a: {image: x, extends: b}\n  b: {image: x, extends: {service: a}}\n',
    '3: Services extend each other in a circle: a → b → a.',
  ],
  [
    'x-a: &a\n  depends_on: [gone]\nservices:\n  a: {<<: *a, image: x}\n  b: {<<: *a, image: x}\n',
    '2: There is no service “gone” under “services”.',
  ],
  ['services: {a: {image: x, depends_on: [b]}}\n---\nservices: {c: {image: x}}\n', '1: There is no service “b” under'],
  [web('ports: ["80:80:80:80"]'), '4: “80:80:80:80” cannot be a port: “80:80” is no IP address.'],
  [web('ports: ["99999"]'), '4: “99999” cannot be a port: “99999” is no port.'],
  [web('ports: [99999]'), '4: “99999” cannot be a port: “99999” is no port.'],
  [web('ports:\n  - 80\n  - "80:http"'), '6: “80:http” cannot be a port: “http” is no port.'],
  [web('ports: ["80:80/tpc"]'), '4: “80:80/tpc” cannot be a port: “tpc” is no protocol.'],
  [web('ports: ["80:"]'), '4: “80:” cannot be a port: the container’s port is missing.'],
  [web('ports: ["localhost:80:80"]'), '4: “localhost:80:80” cannot be a port: “localhost” is no IP address.'],
  [web('ports: ["8000-8002:80-81"]'), '4: “8000-8002:80-81” cannot be a port: the ranges are not equally long.'],
  [web('ports: ["90-80"]'), '4: “90-80” cannot be a port: “90-80” ends before it begins.'],
  [web('volumes: [""]'), '4: “” cannot be a volume: it is empty.'],
  [web('volumes: ["./a:/b:ro:rw"]'), '4: “./a:/b:ro:rw” cannot be a volume: it has too many colons.'],
  [web('volumes: ["./a::ro"]'), '4: “./a::ro” cannot be a volume: there is nothing between two colons.'],
];

/** Files that Compose takes although something in them looks as if it were missing. */
export const takenProjects: readonly string[] = [
  web('depends_on: [db]\nlinks: ["db:d"]\nvolumes_from: ["db:ro", "container:other"]\npid: service:db'),
  web('external_links: [other]\nnetwork_mode: host'),
  web('networks: [default]'),
  web('networks: [front]', 'networks:\n  front: {external: true}\n'),
  web('volumes: ["data:/data:ro", ./a:/b, "/c", "~/d:/d:z", "D:\\\\e:/e", /f]', 'volumes:\n  data:\n'),
  web('volumes: ["${DATA:-data}:/data", "data:/x:some"]', 'volumes: {data: {}}\n'),
  web('volumes:\n  - {type: tmpfs, target: /a}\n  - {type: volume, target: /b}'),
  web('secrets: [key]\nconfigs: [conf]', 'secrets: {key: {file: ./a}}\nconfigs: {conf: {content: a}}\n'),
  web('ports: ["[::1]:80:80", "127.0.0.1::81", "82:82/UDP", "83-84", "9000-9010:85", "86/", 87, ":88"]'),
  web('ports: ["${PORT:-80}:80"]'),
  web('depends_on: [job]', '  job: {image: x, profiles: []}\n'),
  'x-a: &a [front]\nservices:\n  a: {image: x, networks: *a}\nnetworks: {front: {}}\n',
  'x-s: &s {cache: {image: x}}\nservices:\n  <<: *s\n  a: {image: x, depends_on: [cache]}\n',
  'services: {a: {image: x, depends_on: [b]}}\n---\nservices: {b: {image: x}}\n',
  'services:\n  a: {image: x, depends_on: {b: {condition: service_started}}}\n  b: {image: x, extends: c}\n  c: {image: x}\n',
];

/** Parts of a project whose other parts may define what is missing, or where only the environment tells: nothing is said. */
export const unsure: readonly string[] = [
  `include: [other.yaml]\n${web('depends_on: [cache]\nnetworks: [front]')}`,
  'services:\n  web: {networks: [front], depends_on: [cache]}\n',
  web('extends: {file: other.yaml, service: cache}'),
  web('depends_on:\n  cache: {condition: service_started, required: false}'),
  web('depends_on: !reset [cache]'),
  web('ports: ["::1:80:80", "80/tcp/udp", "80-81-82"]'),
  web('networks: ["${NET}"]\nnetwork_mode: "service:${NET}"'),
  'services:\n  a: {image: x, profiles: [p], depends_on: [b]}\n  b: {image: x, depends_on: [a]}\n',
  'services: {a: {image: x, depends_on: [b]}}\n---\nservices: {a: {depends_on: !override []}}\n',
];
