import type { ReportWidget } from '#lib/core/report.ts';
import { webUrl } from '#lib/core/web-url.ts';
import type { WidgetFact } from '#lib/core/widgets.ts';
import { normaliseAccount } from './account.ts';
import { matchUrl, ownHosts } from './match-url.ts';
import { RULES } from './registry.ts';
import type { CodeMarker, Marker, Rule } from './rule.ts';

/** A widget that a rule recognised. */
export interface Widget extends ReportWidget {
  /** The receiving account, in its provider's one spelling; `null` where the page does not name it. */
  account: string | null;
  /** It says by itself that the page asks for money. */
  donation: boolean;
}

/** What a fact is worth to one rule. */
interface Reading {
  marker: Marker;
  kind: ReportWidget['kind'];
  host: string | null;
  account: string | null;
}

/** The widgets that a frame's facts tell of. Facts come from a page and may say anything. */
export function matchWidgets(facts: readonly WidgetFact[], pageUrl: string): Widget[] {
  const pageHost = URL.parse(pageUrl)?.hostname ?? '';
  const parsed = facts.map((fact) => ({
    fact,
    url: webUrl(fact.kind === 'markup' ? fact.value : fact.what),
  }));
  const widgets = new Map<string, Widget>();
  for (const rule of RULES) {
    if (!rule.onOwnPages && isOwnHost(rule, pageHost)) continue;
    for (const { fact, url } of parsed) {
      const reading = read(rule, fact, url);
      if (!reading) continue;
      const widget = toWidget(rule, reading);
      widgets.set([widget.provider, widget.kind, widget.host, widget.account].join(' '), widget);
    }
  }
  const all = [...widgets.values()];
  return all.filter((widget) => widget.account !== null || !all.some((other) => tellsMore(other, widget)));
}

/** Where the links and forms lead that pay into an account, `provider:account`: as they stand among a frame's facts. */
export function urlsInto(name: string, facts: readonly WidgetFact[], pageUrl: string): string[] {
  const leading = facts.filter(({ kind }) => kind === 'link' || kind === 'form');
  const paying = leading.filter((fact) =>
    matchWidgets([fact], pageUrl).some(({ provider, account }) => `${provider}:${account}` === name),
  );
  return paying.map(({ what }) => what);
}

/** The account whose page this is at a provider: `https://patreon.com/NAME`. */
export function widgetOfPage(pageUrl: string): { provider: string; account: string } | null {
  const url = webUrl(pageUrl);
  for (const rule of RULES) {
    const reading = readUrl(rule, 'link', url) ?? readUrl(rule, 'iframe', url);
    const account = reading && toWidget(rule, reading).account;
    if (account) return { provider: rule.id, account };
  }
  return null;
}

function toWidget(rule: Rule, { marker, kind, host, account }: Reading): Widget {
  const name = account === null ? null : normaliseAccount(rule, account);
  const server = host ?? new URL(rule.homepage).hostname;
  return {
    provider: rule.id,
    kind,
    host: server,
    account: name !== null && rule.perHost ? `${server}/${name}` : name,
    donation: marker.donation ?? rule.donation,
  };
}

function tellsMore(other: Widget, widget: Widget): boolean {
  const { provider, kind, host, account } = other;
  return account !== null && provider === widget.provider && kind === widget.kind && host === widget.host;
}

const OWN_HOSTS = new Map(RULES.map((rule) => [rule, ownHosts(rule)]));

function isOwnHost(rule: Rule, host: string): boolean {
  return OWN_HOSTS.get(rule)?.some((own) => host === own || host.endsWith(`.${own}`)) === true;
}

function read(rule: Rule, fact: WidgetFact, url: URL | null): Reading | null {
  switch (fact.kind) {
    case 'markup':
      return readMarkup(rule, fact, url);
    case 'code':
      return readCode(rule, fact);
    default:
      return readUrl(rule, fact.kind, url);
  }
}

function readUrl(rule: Rule, kind: 'iframe' | 'script' | 'link' | 'form', url: URL | null): Reading | null {
  const match = url && matchUrl(rule, kind, url);
  return match && { ...match, kind, host: url.hostname };
}

function readMarkup(rule: Rule, { what, value }: WidgetFact, url: URL | null): Reading | null {
  const marker = rule.markers.find((one) => 'markup' in one && one.markup === what);
  if (!marker || !('markup' in marker)) return null;
  // An attribute may hold the URL of the account's page.
  const byUrl = readUrl(rule, 'link', url);
  if (byUrl) return { ...byUrl, marker, kind: marker.as };
  return { marker, kind: marker.as, host: url?.hostname ?? null, account: value || null };
}

function readCode(rule: Rule, { what, value }: WidgetFact): Reading | null {
  const marker = rule.markers.find((one) => 'code' in one && one.code === what);
  if (!marker || !('code' in marker)) return null;
  return { marker, kind: 'script', host: null, account: accountInCode(marker, upToNext(rule, value)) };
}

/** The code up to the next of the rule's names: what follows that is another widget's. */
function upToNext(rule: Rule, code: string): string {
  const names = rule.markers.flatMap((marker) => ('code' in marker ? marker.code : []));
  const ends = names.map((name) => code.indexOf(name)).filter((at) => at >= 0);
  return code.slice(0, Math.min(code.length, ...ends));
}

const QUOTED = /(["'`])((?:\\.|(?!\1)[^\\\n])*)\1/g;

/** The account in the code behind a name: a property's text, or one of the texts in their order. */
function accountInCode({ keys = [], argument }: CodeMarker, code: string): string | null {
  if (argument) return [...code.matchAll(QUOTED)][argument - 1]?.[2] ?? null;
  for (const key of keys) {
    const property = new RegExp(`(?<![\\w$])${key}["']?\\s*[:=]\\s*(["'\`])([^"'\`\\\\\\n]{1,200})\\1`);
    const found = property.exec(code)?.[2];
    if (found) return found;
  }
  return null;
}
