import { parseSync } from 'vite';

interface Node {
  type: string;
  start: number;
  [field: string]: unknown;
}

/** Stands between facts that are told side by side, in every language. */
const BETWEEN_FACTS = ' · ';

/**
 * Where code makes a sentence out of a message and something else: in a template, by `+`, by joining a list, or with
 * marks around it in markup. How the parts of a sentence follow one another is each language's own: it is a message
 * with parameters. Facts in a row, with a dot between them, are no sentence.
 */
export function putTogether(file: string, code: string): string[] {
  const found: string[] = [];
  const { program } = parseSync(file, code, { sourceType: 'module' });
  visit(program as unknown as Node, (node) => {
    if (isSentence(node)) found.push(`${file}:${code.slice(0, node.start).split('\n').length}`);
  });
  return found;
}

function isSentence(node: Node): boolean {
  switch (node.type) {
    case 'TemplateLiteral':
      return isTemplate(node);
    case 'BinaryExpression':
      return node.operator === '+' && [node.left, node.right].some((side) => isTold(side as Node));
    case 'CallExpression':
      return isJoined(node);
    case 'JSXElement':
    case 'JSXFragment':
      return isMarkup(node.children as Node[]);
    default:
      return false;
  }
}

function isTemplate({ quasis, expressions }: Node): boolean {
  const texts = (quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
  return (expressions as Node[]).some((one, i) => {
    const before = texts[i] ?? '';
    const after = texts[i + 1] ?? '';
    const isApart =
      (i === 0 || before.endsWith(BETWEEN_FACTS)) && (after === '' || after.startsWith(BETWEEN_FACTS));
    return isTold(one) && !isApart;
  });
}

function isJoined({ callee, arguments: given }: Node): boolean {
  const [separator] = given as Node[];
  const { type, object, property } = callee as { type: string; object: Node; property: Node };
  if (type !== 'MemberExpression' || property.name !== 'join' || separator?.value === BETWEEN_FACTS)
    return false;
  const list = object.type === 'CallExpression' ? (object.callee as { object?: Node }).object : object;
  return list?.type === 'ArrayExpression' && (list.elements as Node[]).some((one) => holdsTold(one));
}

function isMarkup(children: Node[]): boolean {
  return children.some((child, i) => {
    if (child.type !== 'JSXExpressionContainer' || !isTold(child.expression as Node)) return false;
    const textAt = (at: number) => (children[at]?.type === 'JSXText' ? String(children[at]?.value) : '');
    return /[:,(]\s*$/.test(textAt(i - 1)) || /^\s*[:,.;()]/.test(textAt(i + 1));
  });
}

/** A message, or one of several. */
function isTold(node: Node | null): boolean {
  if (node?.type === 'ConditionalExpression')
    return [node.consequent, node.alternate].some((one) => isTold(one as Node));
  if (node?.type === 'LogicalExpression') return [node.left, node.right].some((one) => isTold(one as Node));
  if (node?.type !== 'CallExpression') return false;
  const callee = node.callee as { name?: string; property?: { name?: string } };
  return ['t', 'words', 'sentenceOf', 'titleText'].includes(callee.name ?? callee.property?.name ?? '');
}

function holdsTold(node: Node): boolean {
  let holds = isTold(node);
  visit(node, (inner) => {
    holds ||= isTold(inner);
  });
  return holds;
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    for (const inner of Array.isArray(value) ? value : [value]) {
      if (typeof inner?.type === 'string') visit(inner, see);
    }
  }
}
