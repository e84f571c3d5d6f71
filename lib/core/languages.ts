/** Languages that the extension ships, each a file in lib/locales, named as browsers name them. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fa', 'fr', 'id', 'ru', 'tr', 'uk', 'ur', 'zh_CN'] as const;
