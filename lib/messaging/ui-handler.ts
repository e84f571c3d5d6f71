import { fromBase64 } from '#lib/core/bytes.ts';
import { addDays } from '#lib/core/dates.ts';
import { MAX_TOLD_POLICY_DAYS } from '#lib/core/limits.ts';
import type { ActProblem } from '#lib/core/problems.ts';
import type { Report } from '#lib/core/report.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { CATALOGUE } from '#lib/feed/catalogue.ts';
import type { Policy } from '#lib/feed/managed.ts';
import type { Managed } from '#lib/feed/managed-lists.ts';
import type { Subscriptions } from '#lib/feed/subscriptions.ts';
import type { Settings } from '#lib/settings.ts';
import { inOrder } from '#lib/watchlist/order.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import { type Around, viewOf, viewOffers } from './list-view.ts';
import { isReady } from './page-handler.ts';
import type {
  ChoiceMessage,
  EvidenceMessage,
  ListsView,
  ListView,
  LookupMessage,
  Reply,
  ReplyOf,
  ToPage,
  UiToBackground,
} from './protocol.ts';
import type { Reporter } from './reporter.ts';
import type { TabState } from './tab-state.ts';

/** Milliseconds that a frame gets to read itself again before the popup shows what is known. */
const MAX_FRESH_MS = 500;

export interface UiHandlerDeps {
  ready(): Promise<unknown>;
  tabs: TabState;
  reportOf: Reporter;
  subscriptions: Subscriptions;
  managed: Pick<Managed, 'known'>;
  settings: Settings;
  /** Deletes what is kept of pages. */
  forget(): Promise<void>;
  records(): Promise<ListRecord[]>;
  persistent(): boolean;
  /** Epoch milliseconds. */
  now(): number;
  /** Loads the lists anew and judges every open tab again. */
  judgePages(): Promise<void>;
  /** The same, and what else is judged by lists. */
  listsChanged(): Promise<void>;
  /** Puts the script into a page that has none, because the person asks; `false` where the browser refuses. */
  readTab(tabId: number): Promise<boolean>;
  sendToFrame(tabId: number, frameId: number, message: ToPage): Promise<unknown>;
  /** To every frame of a tab; rejects when none listens. */
  sendToTab(tabId: number, message: ToPage): Promise<unknown>;
}

type ListMessage = Exclude<UiToBackground, ChoiceMessage | LookupMessage | EvidenceMessage>;

/** Answers what the extension's own pages ask of reports and lists. */
export function createUiHandler(deps: UiHandlerDeps) {
  const { subscriptions } = deps;

  async function changed<T, U>(
    result: Result<T, ActProblem>,
    value: (value: T) => U | Promise<U>,
  ): Promise<Result<U, ActProblem>> {
    if (!result.ok) return result;
    await deps.listsChanged();
    return ok(await value(result.value));
  }

  async function report(tabId: number, fresh: boolean, hurry: boolean): Promise<Report> {
    if (fresh) await readAgain(tabId);
    const ready = await isReady(deps.ready());
    let found = await deps.reportOf(tabId, hurry);
    // Who opens the popup asks for this page to be read, whatever is read by itself.
    if (found.state === 'no-permission' && (await deps.readTab(tabId)))
      found = await deps.reportOf(tabId, hurry);
    return ready ? found : { ...found, state: found.state === 'paused' ? 'paused' : 'not-ready' };
  }

  /** Frames that do not answer are gone, or their page is stuck: only the former are forgotten. */
  async function readAgain(tabId: number): Promise<void> {
    const frames = await deps.tabs.frames(tabId);
    // Frames that are not known (their page was loading, session storage was full) hear a call to all.
    if (!frames.some(({ frameId }) => frameId === 0)) {
      await within(MAX_FRESH_MS, deps.sendToTab(tabId, { type: 'page.rescan' })).catch(() => undefined);
    }
    await Promise.all(
      frames.map(({ frameId }) =>
        within(MAX_FRESH_MS, deps.sendToFrame(tabId, frameId, { type: 'page.rescan' })).catch(() =>
          deps.tabs.dropFrame(tabId, frameId),
        ),
      ),
    );
  }

  async function view(): Promise<ListsView> {
    const records = inOrder(await deps.records());
    const { policy, problems, toldOn } = await deps.managed.known();
    const around = aroundOf(records, policy);
    return {
      lists: records.map((record) => viewOf(record, around)),
      offers: viewOffers(records),
      policy: {
        usersMayAddLists: policy.usersMayAddLists,
        problems,
        remembered: toldOn ? { toldOn, until: addDays(toldOn, MAX_TOLD_POLICY_DAYS) } : null,
      },
      memoryOnly: !deps.persistent(),
      asOf: await deps.settings.asOf(),
      remembers: await deps.settings.remembers(),
    };
  }

  function aroundOf(records: readonly ListRecord[], policy: Policy): Around {
    return {
      records,
      policy,
      underway: subscriptions.underway(),
      now: deps.now(),
    };
  }

  async function viewOne(record: ListRecord): Promise<ListView> {
    const { policy } = await deps.managed.known();
    return viewOf(record, aroundOf(await deps.records(), policy));
  }

  async function refresh(id: string | null, accept = false): Promise<Reply<ListsView>> {
    const ids = id
      ? [id]
      : (await deps.records()).filter(({ enabled }) => enabled).map((record) => record.id);
    // One after the other: each may be large.
    try {
      for (const one of ids) {
        const isNew = await subscriptions.refresh(one, accept && id !== null);
        // The next one may be slow.
        if (isNew && one !== ids.at(-1)) await deps.judgePages().catch(() => undefined);
      }
    } finally {
      // Where storage fails with one of them, those before it speak all the same.
      await deps.listsChanged();
    }
    return ok(await view());
  }

  async function subscribe(id: string): Promise<Reply<ListView>> {
    const offer = CATALOGUE.find((one) => one.id === id);
    if (!offer) return fail('no-offer', `There is no offer ${id}.`);
    return changed(await subscriptions.subscribe(offer), viewOne);
  }

  async function remember(on: boolean): Promise<Reply<null>> {
    try {
      await deps.settings.setRemembers(on);
      if (!on) await deps.forget();
      return ok(null);
    } catch {
      return fail('storage-refused', 'The choice could not be stored.');
    }
  }

  return async (message: ListMessage): Promise<ReplyOf[ListMessage['type']]> => {
    if (message.type === 'report.get') return report(message.tabId, message.fresh, message.hurry ?? false);
    if (!(await isReady(deps.ready())) && message.type !== 'lists.get') {
      return fail('not-ready', 'The lists are being loaded.');
    }
    switch (message.type) {
      case 'lists.get':
        return view();
      case 'lists.refresh':
        return refresh(message.id, message.accept);
      case 'lists.add':
        return changed(await subscriptions.add(message.url), viewOne);
      case 'lists.import':
        return changed(await subscriptions.importFile(message.name, fromBase64(message.base64)), viewOne);
      case 'lists.enable':
        return changed(await subscriptions.setEnabled(message.id, message.enabled), () => null);
      case 'lists.remove':
        return changed(await subscriptions.remove(message.id), () => null);
      case 'lists.subscribe':
        return subscribe(message.offer);
      case 'lists.move':
        return changed(await subscriptions.move(message.id, message.step), () => null);
      case 'settings.asOf':
        await deps.settings.setAsOf(message.date);
        await deps.listsChanged();
        return ok(null);
      case 'settings.remembers':
        return remember(message.on);
    }
  };
}

function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  return Promise.race([work, new Promise<undefined>((resolve) => setTimeout(resolve, ms, undefined))]);
}
