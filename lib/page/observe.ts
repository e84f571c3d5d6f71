import { MAX_SETTLE_MS, SETTLE_MS } from '#lib/core/limits.ts';
import { MIN_CANDIDATE_CHARS } from '#lib/detect/shapes.ts';
import { attributeOf, isConnected, nameOf } from './dom.ts';
import { blockOf } from './inline.ts';
import { isSkipped } from './read-attributes.ts';
import { composedParent } from './targets.ts';

/** Changed subtrees past which reading everything is cheaper than telling them apart. */
const MAX_CHANGED = 200;

/** Fields change without a mutation: what a page put into one is read when somebody does something. */
const ACTS = 'focusin change copy click submit'.split(' ');

const OPTIONS: MutationObserverInit = {
  childList: true,
  characterData: true,
  subtree: true,
  // Of all names: pages keep addresses in attributes of any.
  attributeOldValue: true,
};

/** `all`: everything is read anew. Otherwise the subtrees that changed, none inside another. */
export type Change = ReadonlySet<Node> | 'all';

export interface Observer {
  /** Watches a shadow root as well as the document. */
  watch(root: ShadowRoot): void;
  stop(): void;
}

/** Tells what changed, once per burst: after `SETTLE_MS` of quiet, at the latest after `MAX_SETTLE_MS`. */
export function observe(
  window: Window & typeof globalThis,
  isOwn: (node: Node) => boolean,
  onChange: (change: Change) => void,
): Observer {
  const { document } = window;
  let href = window.location.href;
  let changed = new Set<Node>();
  let all = false;
  let since = 0;
  let timer = 0;

  const flush = () => {
    const change = all ? 'all' : outermost(changed);
    changed = new Set();
    all = false;
    since = 0;
    onChange(change);
  };
  const schedule = () => {
    const now = window.performance.now();
    since ||= now;
    window.clearTimeout(timer);
    timer = window.setTimeout(flush, Math.max(0, Math.min(SETTLE_MS, since + MAX_SETTLE_MS - now)));
  };
  const onNavigation = () => {
    if (window.location.href === href) return;
    href = window.location.href;
    all = true;
    schedule();
  };

  const observer = new window.MutationObserver((records) => {
    let touched = false;
    for (const record of records) if (collect(record, changed, isOwn)) touched = true;
    if (changed.size > MAX_CHANGED) {
      changed = new Set();
      all = true;
    }
    onNavigation();
    if (touched) schedule();
  });
  observer.observe(document, OPTIONS);

  const stopped = new AbortController();
  const on = { capture: true, signal: stopped.signal };
  for (const type of ACTS) document.addEventListener(type, schedule, on);
  for (const type of ['popstate', 'hashchange']) window.addEventListener(type, onNavigation, on);
  // Single-page navigation need not change the document: the Navigation API tells, where there is one.
  (window as { navigation?: EventTarget }).navigation?.addEventListener('navigatesuccess', onNavigation, on);

  return {
    watch: (root) => observer.observe(root, OPTIONS),
    stop() {
      observer.disconnect();
      window.clearTimeout(timer);
      stopped.abort();
    },
  };
}

/**
 * Adds the subtrees to read again; `false` when nothing of the page's own changed. Text is read with the
 * block it flows in, for it may be part of a split word. A block that went away leaves nothing to read.
 */
function collect(record: MutationRecord, into: Set<Node>, isOwn: (node: Node) => boolean): boolean {
  if (record.type === 'attributes') return isTelling(record) && !!into.add(record.target);
  if (record.type !== 'childList') return !!into.add(blockOf(record.target));
  let touched = false;
  for (const node of [...record.addedNodes, ...record.removedNodes]) {
    if (isOwn(node)) continue;
    touched = true;
    if (blockOf(node) !== node || nameOf(node) === 'BR') into.add(blockOf(record.target));
    else if (isConnected(node) && node instanceof Element) into.add(node);
  }
  return touched;
}

/**
 * Whether an attribute is worth reading its element again. Pages change classes, styles and short states many times a
 * second; a picture may show another code whatever its address.
 */
function isTelling({ target, attributeName, oldValue }: MutationRecord): boolean {
  const name = attributeName as string;
  const length = Math.max(attributeOf(target as Element, name).length, oldValue?.length ?? 0);
  return name === 'src' || (length >= MIN_CANDIDATE_CHARS && !isSkipped(name));
}

function outermost(nodes: ReadonlySet<Node>): Set<Node> {
  const kept = new Set<Node>();
  for (const node of nodes) {
    if (!isConnected(node)) continue;
    let parent = composedParent(node);
    while (parent && !nodes.has(parent)) parent = composedParent(parent);
    if (!parent) kept.add(node);
  }
  return kept;
}
