import { dirname, join } from 'node:path';
import { asNode, asNodes, childrenOf, type Node, parse } from './syntax.ts';
import { createReader, type Scope } from './told-expression.ts';
import { fieldOf, flow, kept, nothing, type Value } from './told-value.ts';

/** Follows messages through code: which values are words that somebody is told, and which are lists of such. */

/** Methods that hand each of a list to a function. */
const EACH = new Set(['map', 'flatMap', 'filter', 'forEach', 'find', 'some', 'every', 'reduce']);

export interface Source {
  file: string;
  code: string;
}

export interface Program extends Source {
  root: Node;
}

/** Asks of any expression in these files what it is; names of elsewhere come to nothing. */
export function followTold(sources: readonly Source[]): {
  programs: Program[];
  read(node: Node): Value;
} {
  const programs = sources.map((source) => ({
    ...source,
    root: parse(source.file, source.code),
  }));
  const scopes = new WeakMap<Node, Scope>();
  const functions = new WeakMap<Node, Value>();
  const { read, listOf } = createReader(scopes, functions);
  const known = new WeakMap<Node, Value>();
  const tops = new Map<string, Scope>();
  /** What is to be learned, again and again until it brings nothing new. */
  const steps: (() => void)[] = [];
  const learn = (step: () => void) => steps.push(step);
  let isChanged = false;
  const tell = (from: Value | undefined, to: Value) => {
    isChanged = flow(from, to) || isChanged;
  };

  function keep(node: Node): Value {
    const value = known.get(node) ?? kept();
    known.set(node, value);
    return value;
  }
  /** Binds the names of a pattern to the value that it takes apart. */
  function bind(pattern: Node | null, scope: Scope, value: Value): void {
    switch (pattern?.type) {
      case 'Identifier': {
        const name = String(pattern.name);
        const before = scope.names.get(name);
        if (before) tell(value, before);
        else scope.names.set(name, value);
        break;
      }
      case 'AssignmentPattern':
        bind(asNode(pattern.left), scope, value);
        break;
      case 'ArrayPattern':
        for (const element of asNodes(pattern.elements)) {
          if (element)
            bind(
              element.type === 'RestElement' ? asNode(element.argument) : element,
              scope,
              keepOne(element, () => value),
            );
        }
        break;
      case 'ObjectPattern':
        for (const property of asNodes(pattern.properties)) {
          const key = asNode(property.key);
          if (key) bind(asNode(property.value), scope, fieldOf(value, String(key.name ?? key.value)));
        }
        break;
    }
  }
  /** One of a list, or the rest of it. */
  function keepOne(node: Node, list: () => Value): Value {
    const one = keep(node);
    learn(() => {
      const { list: text, fields } = list();
      tell({ ...nothing(), text, list: text && node.type === 'RestElement', fields }, one);
    });
    return one;
  }

  /** Names, functions and what is handed to them. */
  function walk(node: Node, scope: Scope, within: Value | null): void {
    if (/Function/.test(node.type) && node.body) {
      walkFunction(node, scope);
      return;
    }
    const isBlock = node.type === 'BlockStatement' || /^For/.test(node.type);
    const inner = isBlock ? { names: new Map(), around: scope } : scope;
    scopes.set(node, inner);
    if (node.type === 'VariableDeclarator') {
      const value = keep(node);
      bind(asNode(node.id), inner, value);
      if (node.init) learn(() => tell(read(asNode(node.init)), value));
    }
    if (node.type === 'ForOfStatement') {
      const [one] = asNodes(asNode(node.left).declarations);
      if (one)
        bind(
          asNode(one.id),
          inner,
          keepOne(one, () => read(asNode(node.right))),
        );
    }
    for (const child of childrenOf(node)) walk(child, inner, within);
    const result = within?.result;
    if (node.type === 'ReturnStatement' && node.argument && result) {
      learn(() => tell(read(asNode(node.argument)), result));
    }
    if (node.type === 'AssignmentExpression') {
      learn(() => tell(read(asNode(node.right)), read(asNode(node.left))));
    }
    if (node.type === 'CallExpression') learn(() => hand(node));
    if (node.type === 'JSXOpeningElement') learn(() => handProps(node));
  }
  function walkFunction(node: Node, scope: Scope): void {
    const inner: Scope = { names: new Map(), around: scope };
    const [result, params] = [kept(), asNodes(node.params).map(kept)];
    const made = { ...kept(), result, params };
    functions.set(node, made);
    scopes.set(node, inner);
    asNodes(node.params).forEach((param, i) => {
      bind(param, inner, params[i] as Value);
    });
    const name = asNode(node.id)?.name;
    if (typeof name === 'string' && !scope.names.has(name)) scope.names.set(name, made);
    for (const child of childrenOf(node)) walk(child, inner, made);
    const body = asNode(node.body);
    if (body.type !== 'BlockStatement') learn(() => tell(read(body), result));
  }

  /** What is given to a function, put where it takes it. */
  function hand(call: Node): void {
    const callee = asNode(call.callee);
    const given = asNodes(call.arguments);
    const { params } = read(callee);
    given.forEach((argument, i) => {
      if (params?.[i]) tell(read(argument), params[i]);
    });
    const method = callee.type === 'MemberExpression' ? String(asNode(callee.property).name) : '';
    const on = callee.type === 'MemberExpression' ? read(asNode(callee.object)) : nothing();
    if (['push', 'unshift', 'add', 'append'].includes(method)) {
      for (const argument of given) tell(listOf([argument]), on);
    }
    if (EACH.has(method)) {
      const takes = given[0] ? (read(given[0]).params ?? []) : [];
      for (const taken of takes.slice(0, method === 'reduce' ? 2 : 1)) {
        tell({ ...nothing(), text: on.list, fields: on.fields }, taken);
      }
    }
  }
  function handProps(element: Node): void {
    const [props] = read(asNode(element.name)).params ?? [];
    if (!props) return;
    for (const attribute of asNodes(element.attributes)) {
      const held = asNode(attribute.value);
      if (held?.type !== 'JSXExpressionContainer') continue;
      tell(read(asNode(held.expression)), fieldOf(props, String(asNode(attribute.name).name)));
    }
  }
  /** What a file takes from another is what that one has under this name. */
  function link({ file, root }: Program): void {
    const top = tops.get(file);
    for (const statement of asNodes(root.body)) {
      if (statement.type !== 'ImportDeclaration' || !top) continue;
      const from = tops.get(pathOf(String(asNode(statement.source).value), file));
      for (const one of asNodes(statement.specifiers)) {
        const value = from?.names.get(String(asNode(one.imported)?.name));
        if (value) top.names.set(String(asNode(one.local).name), value);
      }
    }
  }

  for (const { file } of programs) tops.set(file, { names: new Map(), around: null });
  for (const { file, root } of programs) walk(root, tops.get(file) as Scope, null);
  for (const program of programs) link(program);
  for (let isNew = true; isNew; ) {
    isChanged = false;
    for (const step of steps) step();
    steps.reverse();
    isNew = isChanged;
  }
  return { programs, read };
}

/** `#lib/core/a.ts` and `./a.ts`, from the root of the project. */
function pathOf(name: string, from: string): string {
  return name.startsWith('#') ? name.slice(1) : join(dirname(from), name);
}
