import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';

/** Oldest browsers whose platform features the code relies on; docs/PERMISSIONS.md says which. */
const MIN_CHROME = '126';
const MIN_FIREFOX = '140.0';

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  i18n: { localesDir: 'lib/locales' },
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    permissions: ['alarms', 'scripting', 'storage'],
    host_permissions: ['<all_urls>'],
    action: { default_title: '__MSG_extName__' },
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
  vite: () => ({
    build: { target: 'es2023' },
    resolve: {
      alias: {
        // The signed feeds of a build (lib/feed/signed/feeds.ts).
        ...(process.env.ALMSGUARD_FEEDS && { './feeds.json': resolve(process.env.ALMSGUARD_FEEDS) }),
        'wxt/utils/content-script-context': fileURLToPath(new URL('lib/page/no-context.ts', import.meta.url)),
      },
    },
  }),
});
