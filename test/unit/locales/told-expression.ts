import { asNode, asNodes, type Node } from './syntax.ts';
import { fieldOf, flow, holds, nothing, type Value } from './told-value.ts';

/** Names that hold in a stretch of code, and in what is around it. */
export interface Scope {
  names: Map<string, Value>;
  around: Scope | null;
}

/** What looks messages up, by whichever name it was handed on, and how `Intl` writes days and numbers. */
const LOOKUPS = ['t', 'words', 'format', 'formatRange'];
/** Methods that give back what they are called on, or a part of it. */
const SAME =
  'filter slice toSorted sort reverse toReversed flat trim trimEnd trimStart replace replaceAll concat';
const AS_IT_WAS = new Set([
  ...SAME.split(' '),
  ...['toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toLocaleUpperCase', 'normalize', 'with'],
]);
const ONE_OF = new Set(['at', 'find', 'findLast', 'pop', 'shift']);

/** Reads what an expression is, by the names that hold where it stands and the functions that are known. */
export function createReader(scopes: WeakMap<Node, Scope>, functions: WeakMap<Node, Value>) {
  function listOf(elements: readonly Node[]): Value {
    const list = nothing();
    for (const element of elements) {
      if (!element) continue;
      const value = read(element.type === 'SpreadElement' ? asNode(element.argument) : element);
      list.list ||= value.text || value.list;
      for (const [name, field] of value.fields) if (holds(field)) flow(field, fieldOf(list, name));
    }
    return list;
  }

  function read(node: Node | null): Value {
    if (!node) return nothing();
    switch (node.type) {
      case 'Identifier':
      case 'JSXIdentifier':
        for (let at = scopes.get(node) ?? null; at; at = at.around) {
          const value = at.names.get(String(node.name));
          if (value) return value;
        }
        return nothing();
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return functions.get(node) ?? nothing();
      case 'ConditionalExpression':
        return either(read(asNode(node.consequent)), read(asNode(node.alternate)));
      case 'LogicalExpression':
        return either(read(asNode(node.left)), read(asNode(node.right)));
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'ParenthesizedExpression':
      case 'ChainExpression':
        return read(asNode(node.expression));
      case 'AwaitExpression':
        return read(asNode(node.argument));
      case 'ArrayExpression':
        return listOf(asNodes(node.elements));
      case 'ObjectExpression':
        return objectOf(node);
      case 'MemberExpression':
        return memberOf(node);
      case 'TemplateLiteral':
        return { ...nothing(), text: asNodes(node.expressions).some((one) => read(one).text) };
      case 'BinaryExpression': {
        const isSum = node.operator === '+';
        const sides = [node.left, node.right].map((side) => read(asNode(side)).text);
        return { ...nothing(), text: isSum && sides.includes(true) };
      }
      case 'CallExpression':
        return callOf(node);
      case 'NewExpression': {
        const [first] = asNodes(node.arguments);
        return first && asNode(node.callee).name === 'Set' ? read(first) : nothing();
      }
      default:
        return nothing();
    }
  }
  function either(one: Value, other: Value): Value {
    const both = nothing();
    flow(one, both);
    flow(other, both);
    return both;
  }
  function objectOf(node: Node): Value {
    const object = nothing();
    for (const property of asNodes(node.properties)) {
      if (property.type === 'SpreadElement') flow(read(asNode(property.argument)), object);
      else {
        const key = asNode(property.key);
        flow(read(asNode(property.value)), fieldOf(object, String(key.name ?? key.value)));
      }
    }
    return object;
  }
  function memberOf(node: Node): Value {
    const object = read(asNode(node.object));
    if (!node.computed) return object.fields.get(String(asNode(node.property).name)) ?? nothing();
    return { ...nothing(), text: object.list, fields: object.fields };
  }
  function callOf(node: Node): Value {
    const callee = asNode(node.callee);
    const property = callee.type === 'MemberExpression' ? asNode(callee.property) : null;
    if (LOOKUPS.includes(String(callee.name ?? property?.name))) return { ...nothing(), text: true };
    const { result } = read(callee);
    if (result) return result;
    if (!property) return nothing();
    const on = read(asNode(callee.object));
    const name = String(property.name);
    const [first] = asNodes(node.arguments);
    if (name === 'map' || name === 'flatMap') {
      const made = first ? read(first).result : undefined;
      return made ? { ...nothing(), list: made.text || made.list, fields: made.fields } : nothing();
    }
    if (name === 'join') return { ...nothing(), text: on.list };
    if (name === 'split') return { ...nothing(), list: on.text };
    if (ONE_OF.has(name)) return { ...nothing(), text: on.list, fields: on.fields };
    return AS_IT_WAS.has(name) ? on : nothing();
  }

  return { read, listOf };
}
