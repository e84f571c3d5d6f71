import { MAX_SETTLE_MS, SETTLE_MS } from '#lib/core/limits.ts';
import { isConnected, nameOf } from './dom.ts';
import { blockOf } from './inline.ts';
import { composedParent } from './targets.ts';

/** Changed subtrees past which reading everything is cheaper than telling them apart. */
const MAX_CHANGED = 200;

/**
 * Attributes whose change makes an element worth reading again. Not all: pages change classes and styles many times
 * a second. What others come to say is read when the page is read anew.
 */
const WATCHED_ATTRIBUTES =
  'title alt aria-label onclick address placeholder value href src to data-address data-clipboard-text data-copy data-qr data-text data-value data-wallet'.split(
    ' ',
  );

const OPTIONS: MutationObserverInit = {
  childList: true,
  characterData: true,
  subtree: true,
  attributes: true,
  attributeFilter: WATCHED_ATTRIBUTES,
};

/** `all`: read everything anew. Otherwise the subtrees that changed, none inside another. */
export type Change = { all: true } | { all: false; roots: ReadonlySet<Node> };

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
    const change: Change = all ? { all: true } : { all: false, roots: outermost(changed) };
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

  // Single-page navigation need not change the document: the Navigation API tells, where there is one.
  const navigation = (window as { navigation?: EventTarget }).navigation;
  // Fields change without a mutation: what a page put into one is read when somebody comes to it.
  const onField = ({ target }: Event) => {
    if (!(target instanceof window.HTMLInputElement || target instanceof window.HTMLTextAreaElement)) return;
    changed.add(target);
    schedule();
  };
  const fieldEvents = ['focusin', 'change', 'copy'];
  for (const name of fieldEvents) document.addEventListener(name, onField, true);

  const listeners: [EventTarget, string][] = [
    [window, 'popstate'],
    [window, 'hashchange'],
    ...(navigation ? [[navigation, 'navigatesuccess'] as [EventTarget, string]] : []),
  ];
  for (const [target, type] of listeners) target.addEventListener(type, onNavigation);

  return {
    watch: (root) => observer.observe(root, OPTIONS),
    stop() {
      observer.disconnect();
      window.clearTimeout(timer);
      for (const name of fieldEvents) document.removeEventListener(name, onField, true);
      for (const [target, type] of listeners) target.removeEventListener(type, onNavigation);
    },
  };
}

/**
 * Adds the subtrees to read again; `false` when nothing of the page's own changed. Text is read with the
 * block it flows in, for it may be part of a split word. A block that went away leaves nothing to read.
 */
function collect(record: MutationRecord, into: Set<Node>, isOwn: (node: Node) => boolean): boolean {
  if (record.type !== 'childList') {
    into.add(record.type === 'attributes' ? record.target : blockOf(record.target));
    return true;
  }
  let touched = false;
  for (const node of [...record.addedNodes, ...record.removedNodes]) {
    if (isOwn(node)) continue;
    touched = true;
    if (blockOf(node) !== node || nameOf(node) === 'BR') into.add(blockOf(record.target));
    else if (isConnected(node) && node instanceof Element) into.add(node);
  }
  return touched;
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
