import { followTold, type Source } from './follow-told.ts';
import { childrenOf, type Node } from './syntax.ts';
import type { Value } from './told-value.ts';

/** Stands between facts that are told side by side, in every language. */
const BETWEEN_FACTS = ' · ';

/** A place in the code, by file and line, and what stands there. */
export interface Found {
  where: string;
  text: string;
}

/**
 * Where code makes a sentence out of a message and something else: in a template, by `+`, by joining a list, or with
 * marks around it in markup; whichever variables, lists, functions and properties of components the message went
 * through. How the parts of a sentence follow one another is each language's own: it is a message with parameters.
 * Facts in a row, with a dot between them, are no sentence.
 */
export function putTogether(sources: readonly Source[]): Found[] {
  const { programs, read } = followTold(sources);
  return programs.flatMap(({ file, code, root }) => {
    const found: Found[] = [];
    visit(root, (node) => {
      if (!isSentence(node, read)) return;
      const line = code.slice(0, node.start).split('\n').length;
      found.push({ where: `${file}:${line}`, text: code.slice(node.start, node.end) });
    });
    return found;
  });
}

type Read = (node: Node) => Value;

function isSentence(node: Node, read: Read): boolean {
  const isTold = (part: unknown) => read(part as Node).text;
  switch (node.type) {
    case 'TemplateLiteral':
      return isTemplate(node, isTold);
    case 'BinaryExpression':
      return node.operator === '+' && [node.left, node.right].some(isTold);
    case 'AssignmentExpression':
      return node.operator === '+=' && [node.left, node.right].some(isTold);
    case 'CallExpression':
      return isJoined(node, read);
    case 'JSXElement':
    case 'JSXFragment':
      return isMarkup(node.children as Node[], isTold);
    default:
      return false;
  }
}

function isTemplate({ quasis, expressions }: Node, isTold: (part: Node) => boolean): boolean {
  const texts = (quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
  return (expressions as Node[]).some((one, i) => {
    const before = texts[i] ?? '';
    const after = texts[i + 1] ?? '';
    const isApart =
      (before.endsWith(BETWEEN_FACTS) || (i === 0 && before === '')) &&
      (after.startsWith(BETWEEN_FACTS) || (after === '' && i + 2 === texts.length));
    return isTold(one) && !isApart;
  });
}

function isJoined({ callee, arguments: given }: Node, read: Read): boolean {
  const [first] = given as Node[];
  const { type, object, property } = callee as { type: string; object: Node; property: Node };
  if (type !== 'MemberExpression') return false;
  if (property.name === 'concat') return read(object).text || (given as Node[]).some((one) => read(one).text);
  return property.name === 'join' && read(object).list && first?.value !== BETWEEN_FACTS;
}

function isMarkup(children: Node[], isTold: (part: Node) => boolean): boolean {
  return children.some((child, i) => {
    if (child.type !== 'JSXExpressionContainer' || !isTold(child.expression as Node)) return false;
    const textAt = (at: number) => (children[at]?.type === 'JSXText' ? String(children[at]?.value) : '');
    return /[:,(]\s*$/.test(textAt(i - 1)) || /^\s*[:,.;()]/.test(textAt(i + 1));
  });
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const child of childrenOf(node)) visit(child, see);
}
