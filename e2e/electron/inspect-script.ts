import { type AnyNode, type CallExpression, type Expression, parse } from 'acorn';

export interface Inspection {
  /** What the script requires or imports by name, sorted, each once; `?` for a name that is computed. */
  readonly required: readonly string[];
  /** `import(…)` of anything that is not a file of its own build. */
  readonly dynamicImports: number;
  /** `eval(…)`, `Function(…)` and `new Function(…)`. */
  readonly evaluations: number;
  /** Every `exposeInMainWorld`: its key, and the members of its literal with their kind of node. */
  readonly exposed: readonly { readonly key: string; readonly members: readonly string[] }[];
}

/** Parses a bundle and says what it could reach. Throws on a syntax error. */
export function inspectScript(text: string, sourceType: 'commonjs' | 'module' = 'commonjs'): Inspection {
  const required = new Set<string>();
  const exposed: { key: string; members: string[] }[] = [];
  let dynamicImports = 0;
  let evaluations = 0;
  for (const node of walk(parse(text, { ecmaVersion: 'latest', sourceType }))) {
    if (node.type === 'ImportDeclaration' && !isOwnFile(node.source.value)) required.add(String(node.source.value));
    if (node.type === 'ImportExpression' && !isOwnFile(literal(node.source))) dynamicImports += 1;
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
    const called = node.callee.type === 'Identifier' ? node.callee.name : '';
    if (called === 'eval' || called === 'Function') evaluations += 1;
    if (node.type !== 'CallExpression') continue;
    if (called === 'require') required.add(literal(node.arguments[0]) ?? '?');
    if (isMember(node, 'exposeInMainWorld')) exposed.push(exposure(node));
  }
  return { required: [...required].sort(), dynamicImports, evaluations, exposed };
}

/** Every node of the tree, in no particular order. */
function* walk(root: AnyNode): Generator<AnyNode> {
  const open: unknown[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) open.push(...value.filter((item) => item !== null));
    else if (isNode(value)) {
      yield value;
      open.push(...Object.values(value).filter((child) => typeof child === 'object' && child !== null));
    }
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function literal(node: AnyNode | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  // A minifier writes plain strings as templates too.
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

function isOwnFile(name: unknown): boolean {
  return typeof name === 'string' && name.startsWith('./');
}

function isMember(node: CallExpression, name: string): boolean {
  const { callee } = node;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === name;
}

function exposure(node: CallExpression): { key: string; members: string[] } {
  const [key, api] = node.arguments;
  return { key: literal(key) ?? '?', members: api?.type === 'ObjectExpression' ? members(api) : ['not a literal'] };
}

function members(api: Extract<Expression, { type: 'ObjectExpression' }>): string[] {
  return api.properties.map((property) => {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') return 'not a plain member';
    return `${property.key.name}: ${property.value.type}`;
  });
}
