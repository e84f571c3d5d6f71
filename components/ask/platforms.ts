/** A site where others keep pages, and where it takes reports of them. */
export interface Platform {
  /** Each with everything below it. */
  hosts: readonly string[];
  name: string;
  url: string;
}

export const PLATFORMS: readonly Platform[] = [
  {
    hosts: ['t.me', 'telegram.me', 'telegram.org', 'telegram.dog'],
    name: 'Telegram',
    url: 'https://telegram.org/faq#q-there-39s-illegal-content-on-telegram-how-do-i-take-it-down',
  },
  {
    hosts: ['facebook.com', 'fb.com', 'fb.me'],
    name: 'Facebook',
    url: 'https://www.facebook.com/help/reportlinks',
  },
  { hosts: ['instagram.com'], name: 'Instagram', url: 'https://help.instagram.com/' },
  { hosts: ['whatsapp.com', 'wa.me'], name: 'WhatsApp', url: 'https://faq.whatsapp.com/' },
  {
    hosts: ['x.com', 'twitter.com'],
    name: 'X',
    url: 'https://help.x.com/en/rules-and-policies/x-report-violation',
  },
  {
    hosts: ['youtube.com', 'youtu.be'],
    name: 'YouTube',
    url: 'https://support.google.com/youtube/answer/2802027',
  },
  {
    hosts: ['blogspot.com', 'blogger.com'],
    name: 'Blogger',
    url: 'https://support.google.com/blogger/answer/76315',
  },
  { hosts: ['tiktok.com'], name: 'TikTok', url: 'https://support.tiktok.com/en/safety-hc/report-a-problem' },
  { hosts: ['reddit.com'], name: 'Reddit', url: 'https://www.reddit.com/report' },
  { hosts: ['discord.com', 'discord.gg'], name: 'Discord', url: 'https://support.discord.com/' },
  { hosts: ['vk.com'], name: 'VK', url: 'https://vk.com/support' },
  { hosts: ['twitch.tv'], name: 'Twitch', url: 'https://help.twitch.tv/' },
  { hosts: ['gofundme.com'], name: 'GoFundMe', url: 'https://support.gofundme.com/' },
  { hosts: ['justgiving.com'], name: 'JustGiving', url: 'https://help.justgiving.com/' },
  { hosts: ['launchgood.com'], name: 'LaunchGood', url: 'https://support.launchgood.com/' },
  { hosts: ['patreon.com'], name: 'Patreon', url: 'https://support.patreon.com/' },
  { hosts: ['ko-fi.com'], name: 'Ko-fi', url: 'https://help.ko-fi.com/' },
  { hosts: ['buymeacoffee.com'], name: 'Buy Me a Coffee', url: 'https://help.buymeacoffee.com/' },
  { hosts: ['opencollective.com'], name: 'Open Collective', url: 'https://opencollective.com/help' },
  { hosts: ['paypal.com', 'paypal.me'], name: 'PayPal', url: 'https://www.paypal.com/smarthelp/contact-us' },
  { hosts: ['wordpress.com'], name: 'WordPress.com', url: 'https://wordpress.com/abuse/' },
  { hosts: ['medium.com'], name: 'Medium', url: 'https://help.medium.com/' },
  { hosts: ['substack.com'], name: 'Substack', url: 'https://support.substack.com/' },
  { hosts: ['github.com', 'github.io'], name: 'GitHub', url: 'https://github.com/contact/report-abuse' },
];

/** Who runs any other site can be looked up here, and whom to tell. */
export const WHO_RUNS_IT = { name: 'ICANN Lookup', url: 'https://lookup.icann.org/' } as const;

/** The platform that a host belongs to. */
export function platformOf(host: string): Platform | null {
  const isBelow = (name: string) => host === name || host.endsWith(`.${name}`);
  return PLATFORMS.find(({ hosts }) => hosts.some(isBelow)) ?? null;
}
