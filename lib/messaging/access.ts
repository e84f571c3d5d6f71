import type { Granted, Mode } from '#lib/core/choices.ts';
import type { Lock } from '#lib/feed/lock.ts';

/** What the store build asks for, once, when the person says so (docs/PERMISSIONS.md). */
export const ALL_SITES = '<all_urls>';
/** The script that reads pages, in every frame. */
const SCAN_ID = 'scan';
const SCAN_FILE = 'content-scripts/scan.js';

/** The part of `scripting.RegisteredContentScript` that is used; it must not have keys that a browser does not know. */
export interface PageScript {
  id: string;
  js: string[];
  matches: string[];
  allFrames: true;
  /** Frames without an address of their own, `about:blank` among them. */
  matchOriginAsFallback: true;
  runAt: 'document_idle';
  world: 'ISOLATED';
  persistAcrossSessions: true;
}

export interface AccessDeps {
  /** The slices of `browser.permissions` and `browser.scripting` that are needed here. */
  permissions: {
    getAll(): Promise<{ origins?: string[] | undefined }>;
    contains(what: { origins: string[] }): Promise<boolean>;
  };
  scripting: {
    getRegisteredContentScripts(): Promise<{ matches?: string[] | undefined }[]>;
    registerContentScripts(scripts: PageScript[]): Promise<unknown>;
    unregisterContentScripts(which: { ids: string[] }): Promise<unknown>;
  };
  mode(): Promise<Mode>;
  /** Puts the script into the pages that are open already. */
  readOpenTabs(): Promise<void>;
  /** Ends the script in the pages that are open. */
  stopOpenTabs(): Promise<void>;
  lock: Lock;
}

export interface Access {
  /**
   * Registers the script, or takes it back, as the person wishes and the browser grants. Safe to call at any time.
   * `anew`: what runs in the open pages is of an older extension.
   */
  align(anew?: boolean): Promise<void>;
  granted(): Promise<Granted>;
  /** Whether the browser lets the extension read this address at any time. */
  mayRead(url: string): Promise<boolean>;
}

/** The script for what is granted and wished; `null` when pages are not read by themselves. */
export function pageScript(mode: Mode, origins: readonly string[]): PageScript | null {
  if (mode === 'click' || origins.length === 0) return null;
  return {
    id: SCAN_ID,
    js: [SCAN_FILE],
    matches: [...origins],
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_idle',
    world: 'ISOLATED',
    persistAcrossSessions: true,
  };
}

export function grantedOf(origins: readonly string[]): Granted {
  if (origins.includes(ALL_SITES) || origins.includes('*://*/*')) return 'all';
  return origins.length > 0 ? 'some' : 'none';
}

export function createAccess({ permissions, scripting, ...deps }: AccessDeps): Access {
  const origins = async () => (await permissions.getAll()).origins ?? [];
  const granted = async () => grantedOf(await origins());

  async function alignNow(anew: boolean): Promise<void> {
    const wanted = pageScript(await deps.mode(), await origins());
    const [registered] = await scripting.getRegisteredContentScripts();
    const before = [...(registered?.matches ?? [])].sort().join(' ');
    const after = [...(wanted?.matches ?? [])].sort().join(' ');
    if (before === after && !anew) return;
    if (registered) await scripting.unregisterContentScripts({ ids: [SCAN_ID] });
    if (wanted) await scripting.registerContentScripts([wanted]);
    // What was taken back is taken back in open pages too; what is still granted is read anew.
    if (registered) await deps.stopOpenTabs();
    if (wanted) await deps.readOpenTabs();
  }
  return {
    // Two wake-ups of the worker, or a click and an event, must not both register.
    align: (anew = false) => deps.lock('access', () => alignNow(anew)),
    granted,
    async mayRead(url) {
      const now = await granted();
      if (now !== 'some' || !URL.canParse(url)) return now === 'all';
      // Some addresses have no pattern: the browser's own pages.
      return permissions.contains({ origins: [`${new URL(url).origin}/*`] }).catch(() => false);
    },
  };
}
