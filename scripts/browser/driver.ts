/** One way to drive both browsers with the extension in them: for scan, the demo and the end-to-end tests. */
import { randomUUID } from 'node:crypto';
import { deliver } from '#lib/messaging/client.ts';
import type { ReplyOf, UiToBackground } from '#lib/messaging/protocol.ts';
import type { BrowserName } from './find.ts';
import { BLANK_SUFFIX, type SiteMap } from './sites.ts';
import type { WorkerSession } from './worker-session.ts';

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface DriverOptions {
  /** Built extension, unpacked. */
  extension: string;
  sites: SiteMap;
  headless: boolean;
  /** `false`: requests go out as they are and nothing slows them. `newPage` needs them intercepted. */
  isIntercepted?: boolean;
  /** Nobody looks on: windows that a page opens are closed, downloads refused, questions to sign in left unanswered. */
  isUnattended?: boolean;
  /** Firefox draws a quarter of the frames: for tests, in which time does not count. */
  drawsFew?: boolean;
  /** What an organisation lays down (docs/POLICY.md), in this browser alone. */
  policy?: object;
  /** Directory of the profile; otherwise a fresh one that goes when the browser closes. */
  profile?: string;
}

export interface Driver {
  readonly name: BrowserName;
  /** Full version number. */
  readonly version: string;
  /** False once the browser has gone, for whatever reason. */
  isAlive(): boolean;
  newPage(size?: Size): Promise<DriverPage>;
  /**
   * Runs in one of the extension's own pages, where `browser` (Firefox) or `chrome` is the full API.
   * The function is sent as text: it may use nothing from around it.
   */
  inExtension<A, T>(fn: (arg: A) => T | Promise<T>, arg: A): Promise<T>;
  /**
   * Runs in the background, so that a test can tell its listeners of what no program does: an entry of the menu, the
   * keys of a command. Only Chromium's own events can be told from outside.
   */
  inWorker?<A, T>(fn: (arg: A) => T | Promise<T>, arg: A): Promise<T>;
  /** To ask Chromium itself of the background that runs now, such as what it holds; Firefox tells nobody. */
  openSession?(): Promise<WorkerSession>;
  /** Opens `popup.html?tab=7`, say, in a tab of its own. */
  openExtensionPage(path: string, size: Size): Promise<DriverPage>;
  /** Ends the background (service worker, event page) as the browser does when it is idle. */
  endBackground(): Promise<void>;
  /**
   * Closes every page, takes the extension out with all that it stored, and puts it in again: as one that was just
   * installed, for a quarter of what it takes to start Firefox. Of Chromium's start most is the extension's own.
   */
  reinstall?(): Promise<void>;
  /** Ends the browser in the middle of whatever it does, as a power cut would. Its profile stays. */
  kill?(): Promise<void>;
  /** The address that a person would name, where the driver had to serve a local file under another. */
  trueUrl(url: string): string;
  close(): Promise<void>;
}

export interface DriverPage {
  /** The browser's id of the tab, as the extension knows it. */
  readonly tabId: number;
  /** The blank page that it was opened with. */
  readonly blankUrl: string;
  /**
   * Rejects with `NavigationFailed` when there is no page to look at. `sign-in`: what it shows to those who did not tell
   * it a name and a password.
   */
  goto(url: string, timeoutMs: number): Promise<'loaded' | 'sign-in' | 'timeout'>;
  /** Resolves with a reason when the page has crashed; never otherwise. */
  readonly crashed: Promise<string>;
  /** The function is sent as text: it may use nothing from around it. */
  evaluate<A, T>(fn: (arg: A) => T | Promise<T>, arg: A): Promise<T>;
  /** A click that the browser takes for a person's. */
  click(selector: string): Promise<void>;
  /** The same at a point of the window, in CSS pixels, with a key held meanwhile, such as `Control`. */
  clickAt(point: Point, button?: 'left' | 'middle', held?: string): Promise<void>;
  /** Moves the pointer there, and presses nothing. */
  pointAt(point: Point): Promise<void>;
  /** Gives a field for files one of this machine, as a person does in the browser's own window. */
  chooseFile(selector: string, path: string): Promise<void>;
  /** Keys pressed together, by their names in events, like a person's: `Control`, `c`. */
  press(...keys: string[]): Promise<void>;
  /** PNG of what is in view, or of the whole page. */
  screenshot(path: string, options?: { fullPage?: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** The page could not be opened: no such host, refused, a download. */
export class NavigationFailed extends Error {}

/** HTTP status of a page that asks for a name and a password. */
export const SIGN_IN_STATUS = 401;

export const DEFAULT_SIZE: Size = { width: 1280, height: 800 };

/** An address for a blank page that no other tab shows: how a tab's id is told. */
export function makeBlankUrl(): string {
  return `http://${randomUUID()}${BLANK_SUFFIX}/`;
}

interface ExtensionApi {
  tabs: {
    query(filter: { url: string }): Promise<{ id?: number }[]>;
    create(options: { url: string; active?: boolean }): Promise<{ id?: number }>;
  };
  runtime: { sendMessage(message: unknown): Promise<unknown>; getURL(path: string): string };
}

/** What extension pages see; only for functions that run in there. */
export interface ExtensionGlobals {
  browser?: ExtensionApi;
  chrome: ExtensionApi;
}

/** Id of the tab that shows this address. */
export async function findTabId(driver: Pick<Driver, 'inExtension'>, url: string): Promise<number> {
  const id = await driver.inExtension(async (pattern: string) => {
    const { browser, chrome } = globalThis as unknown as ExtensionGlobals;
    const [tab] = await (browser ?? chrome).tabs.query({ url: pattern });
    return tab?.id ?? null;
  }, url);
  if (id === null) throw new Error(`The extension sees no tab at ${url}`);
  return id;
}

/** Asks the background what the extension's own pages would ask. */
export function ask<K extends UiToBackground['type']>(
  driver: Driver,
  message: Extract<UiToBackground, { type: K }>,
): Promise<ReplyOf[K]> {
  const send = () =>
    driver.inExtension((sent: unknown) => {
      const { browser, chrome } = globalThis as unknown as ExtensionGlobals;
      return (browser ?? chrome).runtime.sendMessage(sent) as Promise<ReplyOf[K]>;
    }, message);
  return deliver(message.type, send);
}
