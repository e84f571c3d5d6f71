import type { ReasonList } from '#lib/core/review-acts.ts';
import { type Changes, type Channel, createChanges } from './changes.ts';
import { openReview } from './db.ts';
import type { ReviewStore } from './store.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** Name of the channel on which the extension's pages and its background tell each other of acts. */
const CHANNEL = 'almsguard-review';

/** Who acts, and with which reasons: settings, that may change while a page is open. */
export interface Acting {
  reviewer: string;
  reasons: ReasonList;
}

export interface Opened {
  store: ReviewStore;
  changes: Changes;
  /** The door by which this person acts. One at a time: the one before is left when a name or the reasons change. */
  workspaceFor(acting: Acting): Workspace;
  close(): void;
}

export interface OpenDeps {
  openStore(): Promise<ReviewStore>;
  channel(): Channel;
  now(): number;
  newId(): string;
}

/** Opens the review workspace, for one of the extension's own pages or its background. Rejects where the browser does. */
export async function openWorkspace(deps: Partial<OpenDeps> = {}): Promise<Opened> {
  const {
    openStore = openReview,
    channel = () => new BroadcastChannel(CHANNEL),
    now = Date.now,
    newId = () => crypto.randomUUID(),
  } = deps;
  const store = await openStore();
  const changes = createChanges(channel);
  return {
    store,
    changes,
    workspaceFor: ({ reviewer, reasons }) =>
      createWorkspace({
        store,
        changes,
        now: () => new Date(now()).toISOString(),
        newId,
        reviewer,
        reasons,
      }),
    close() {
      store.close();
      changes.close();
    },
  };
}
