import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { checkFeeds } from './lib/feed/signed/feeds.ts';
import { collectLicences } from './scripts/licences.ts';
import { checkMessages } from './scripts/messages.ts';

/** Oldest browsers whose platform features the code relies on; docs/PERMISSIONS.md says which. */
const MIN_CHROME = '126';
const MIN_FIREFOX = '140.0';

/** The signed feeds of this build (docs/RUN-A-FEED.md). */
const FEEDS = resolve(process.env.ALMSGUARD_FEEDS || 'lib/feed/signed/feeds.json');

/** Where a build goes that others may need at the same moment (scripts/browser/build.ts). */
const OUT = process.env.ALMSGUARD_OUT;

/**
 * What is installed from a store asks for sites when the person says so. Tests and scans cannot click the browser's
 * question: their build has the same pattern granted, and differs in nothing else (docs/PERMISSIONS.md).
 */
const SITES = process.env.ALMSGUARD_GRANTED ? 'host_permissions' : 'optional_host_permissions';

/** Firefox has an icon for toolbars with light text, too; Chromium's one icon stands out from either. */
const THEME_ICONS = [16, 32].map((size) => ({
  light: 'icon/on-dark.svg',
  dark: 'icon/icon.svg',
  size,
}));

/**
 * What the first views of the popup and of the review workspace need, in few files: each costs the time of a request. A
 * group takes all that its modules import, so that no two of them import one another.
 */
const FEW_FILES = {
  groups: [
    {
      name: 'core',
      test: /[\\/]lib[\\/](?:core[\\/]|messaging[\\/](?:access|client|language|origin|whereabouts)\.)|[\\/]i18n[\\/]|webextension-polyfill|[\\/](?:wxt[\\/]dist|@wxt-dev)[\\/]browser[.\\/]|virtual:wxt-(?:html-)?plugins|[\\/]components[\\/]Popup\.tsx$/,
      priority: 3,
    },
    {
      // What every page of the extension needs that stays open.
      name: 'settings',
      test: /[\\/]lib[\\/]settings\.ts$|[\\/]node_modules[\\/](?:@noble[\\/]hashes|@scure[\\/]base|idb|valibot)[\\/]/,
      priority: 2,
    },
    // What follows the headline in the popup.
    { name: 'report', test: /[\\/]components[\\/]ReportView\.tsx$/, priority: 1 },
    // Of its own the side panel needs most of it, too.
    {
      name: 'workspace',
      test: /[\\/]components[\\/]review[\\/](?:Closed|overview[\\/]Page)\.tsx$|[\\/]lib[\\/]messaging[\\/]review-(?:start|page)\.ts$/,
      priority: 1,
    },
  ],
};

/**
 * What WXT wraps a content script in would add the WebExtension polyfill (half of the script that runs in every frame), catch
 * its errors only to throw them on, and send events and messages into every page, where a page could see them. The script
 * notices by itself when the extension is gone (lib/page/start.ts).
 */
const UNWRAPPED = {
  name: 'unwrapped',
  transform(code: string, id: string) {
    if (!id.includes('virtual:wxt-content-script')) return null;
    return `${/^import definition .*/m.exec(code)?.[0]}\nexport default definition.main();`;
  },
};

/** A page's styles stand in the page itself: a file of their own is a request more. */
const STYLES_IN_PAGES: Plugin = {
  name: 'styles-in-pages',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const put = new Set<string>();
      const inPlace = (link: string, file: string) => {
        const styles = bundle[file];
        if (styles?.type !== 'asset') return link;
        put.add(file);
        return `<style>${styles.source}</style>`;
      };
      for (const page of Object.values(bundle)) {
        if (page.type !== 'asset' || !page.fileName.endsWith('.html')) continue;
        page.source = String(page.source).replace(/<link rel="stylesheet"[^>]* href="\/([^"]+)">/g, inPlace);
        if (page.source.includes('rel="stylesheet"')) this.error(`${page.fileName} links a style sheet`);
      }
      for (const file of put) {
        const user = Object.values(bundle).find((one) => one.type === 'chunk' && one.code.includes(file));
        if (user) this.error(`${user.fileName} loads ${file}, which stands in a page`);
        delete bundle[file];
      }
    },
  },
};

/** Of these with Alt and Shift Chromium keeps A, B, C, N, P, R, T, W, X and Z to itself, and sets none in their place. */
const COMMANDS = {
  _execute_action: { suggested_key: { default: 'Alt+Shift+G' } },
  'check-page': {
    suggested_key: { default: 'Alt+Shift+K' },
    description: '__MSG_command_check_page__',
  },
  'next-finding': {
    suggested_key: { default: 'Alt+Shift+F' },
    description: '__MSG_command_next_finding__',
  },
  'check-selection': {
    suggested_key: { default: 'Alt+Shift+S' },
    description: '__MSG_command_check_selection__',
  },
};

/** Scripts in pages: constants stand where they are used, which is shorter. */
const SHORT = { optimization: { inlineConst: { mode: 'all', pass: 3 } } } as const;

/** Kinds of nodes by their numbers (DOM, Node). */
const NODE_TYPES = {
  'Node.ELEMENT_NODE': 1,
  'Node.TEXT_NODE': 3,
  'Node.DOCUMENT_NODE': 9,
  'Node.DOCUMENT_FRAGMENT_NODE': 11,
};

/** Names of properties that no other script, nor the background, ever meets: they may be shortened. */
const INNER =
  /^(?:alone|alphabet|beside|changed|disguised|forget|grouped|hint|inWord|isEmpty|isFull|isProgram|lengths|listen|mixed|onRead|origin|pattern|pieces?|place|rescan|shapes|watch|whole)$/;

/**
 * The script of every frame once more: a second minifier finds some hundreds of bytes that the first one leaves. None of its
 * functions is called with `new`.
 */
const SHORTEST: Plugin = {
  name: 'shortest',
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      const script = Object.values(bundle).find(({ fileName }) => fileName.endsWith('scan.js'));
      if (script?.type !== 'chunk') return;
      const compress = { passes: 3, unsafe_arrows: true, pure_getters: true, global_defs: NODE_TYPES };
      const { code } = await minify(script.code, {
        ecma: 2020,
        compress,
        mangle: { properties: { regex: INNER } },
      });
      script.code = code ?? script.code;
    },
  },
};

export default defineConfig({
  hooks: {
    // Scripts in pages are one file each.
    'vite:build:extendConfig': (entrypoints, { build }) => {
      const output = build?.rolldownOptions?.output ?? build?.rollupOptions?.output;
      const hasPages = entrypoints.some(({ name }) => name === 'popup');
      if (hasPages && output && !Array.isArray(output)) output.codeSplitting = FEW_FILES;
      if (!hasPages && build) build.rolldownOptions = { ...build.rolldownOptions, ...SHORT };
    },
    'build:before': () => {
      checkFeeds(JSON.parse(readFileSync(FEEDS, 'utf8')));
      checkMessages();
    },
    'build:publicAssets': (_wxt, files) => {
      files.push({ relativeDest: 'licences.txt', contents: collectLicences(import.meta.dirname) });
    },
  },
  ...(OUT && { outDir: OUT, outDirTemplate: '' }),
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/i18n/module'],
  i18n: { localesDir: 'lib/locales' },
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    permissions: ['activeTab', 'alarms', 'contextMenus', 'scripting', 'storage'],
    [SITES]: ['<all_urls>'],
    action: { default_title: '__MSG_extName__', ...(browser === 'firefox' && { theme_icons: THEME_ICONS }) },
    commands: COMMANDS,
    omnibox: { keyword: 'alms' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'almsguard@almsguard.org',
              strict_min_version: MIN_FIREFOX,
              // Mozilla's data collection statement: nothing leaves the device.
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          minimum_chrome_version: MIN_CHROME,
          // What an organisation may lay down (docs/POLICY.md); Firefox takes it without a schema.
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
  vite: ({ browser }) => ({
    plugins: [UNWRAPPED, SHORTEST, STYLES_IN_PAGES],
    // Styles for exactly these: what older ones lack would be rewritten, `light-dark()` in a way that asks the system only.
    build: {
      target: 'es2023',
      cssTarget: [`chrome${MIN_CHROME}`, `firefox${parseInt(MIN_FIREFOX, 10)}`],
      // Both browsers preload modules by themselves.
      modulePreload: { polyfill: false },
    },
    resolve: {
      alias: {
        // What Firefox has of its own: for that the library hands on `browser`, after it has been read.
        ...(browser !== 'firefox' && { 'wxt/browser': '@wxt-dev/webextension-polyfill/browser' }),
        './feeds.json': FEEDS,
        stream: fileURLToPath(new URL('lib/feed/no-stream.ts', import.meta.url)),
      },
    },
  }),
});
