import type { LeftOut } from '#lib/core/snapshot.ts';

/** Sheets that name each other. */
const MAX_IMPORT_DEPTH = 8;
/** Pictures and fonts by address; what is written into the sheet itself stays. */
const LINKED = /url\(\s*["']?(?!data:|#|["'\s)])/gi;

export type Leave = (what: LeftOut, count?: number) => void;

/**
 * The rules of a sheet as they hold now, whoever put them there. Empty for one of another site, which the browser does
 * not let anybody read.
 */
export function styleText(sheet: CSSStyleSheet, leave: Leave): string {
  const text = rulesText(sheet, leave, 0);
  leave('style-file', text.match(LINKED)?.length ?? 0);
  // Nothing defines custom elements where no script runs, and many a page hides what is not defined.
  return text.replace(/:defined\b/g, ':is(*)');
}

function rulesText(sheet: CSSStyleSheet, leave: Leave, depth: number): string {
  if (sheet.disabled) return '';
  const rules = rulesOf(sheet);
  if (!rules) {
    leave('style');
    return '';
  }
  const text = [...rules]
    .map((rule) => (isImport(rule) ? importText(rule, leave, depth) : rule.cssText))
    .join('\n');
  return asWritten(sheet, text) ?? text;
}

function rulesOf(sheet: CSSStyleSheet): CSSRuleList | null {
  try {
    return sheet.cssRules;
  } catch {
    return null;
  }
}

function isImport(rule: CSSRule): rule is CSSImportRule {
  return 'styleSheet' in rule;
}

function importText(rule: CSSImportRule, leave: Leave, depth: number): string {
  if (!rule.styleSheet || depth >= MAX_IMPORT_DEPTH) {
    leave('style');
    return '';
  }
  let text = rulesText(rule.styleSheet, leave, depth + 1);
  if (rule.layerName !== null) text = `@layer ${rule.layerName} {\n${text}\n}`;
  if (rule.supportsText) text = `@supports ${rule.supportsText} {\n${text}\n}`;
  return rule.media.mediaText ? `@media ${rule.media.mediaText} {\n${text}\n}` : text;
}

/**
 * The text of a `<style>` where it says the same: browsers lose some of what they write out again, such as a shorthand
 * with a variable in it.
 */
function asWritten({ ownerNode }: CSSStyleSheet, text: string): string | null {
  const written = ownerNode instanceof HTMLStyleElement ? (ownerNode.textContent ?? '') : '';
  if (written === '') return null;
  try {
    const anew = new CSSStyleSheet();
    anew.replaceSync(written);
    return [...anew.cssRules].map(({ cssText }) => cssText).join('\n') === text ? written : null;
  } catch {
    return null;
  }
}
