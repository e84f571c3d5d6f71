const HANDLE = /^([^@\s]{1,64})@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63})$/;

/** Endings of files: `logo@2x.png` is no address. */
const FILE_ENDINGS = new Set(
  'css gif htm html ico jpeg jpg js json map md mjs pdf php png svg ts webp xml'.split(' '),
);

/** Hosts of mail and code that answer no lightning address, and names reserved for examples (RFC 2606). */
const MAIL_ONLY = new Set(
  (
    'aol.com fastmail.com gmail.com gmx.com gmx.de gmx.net googlemail.com hotmail.com icloud.com libero.it live.com ' +
    'mail.com mail.ru mailbox.org me.com msn.com naver.com outlook.com pm.me posteo.de proton.me protonmail.ch ' +
    'protonmail.com qq.com riseup.net t-online.de tuta.com tuta.io tutanota.com tutanota.de web.de yahoo.com yandex.com ' +
    'yandex.ru zoho.com 126.com 163.com bitbucket.org github.com gitlab.com sentry.io ' +
    'example.com example.net example.org'
  ).split(' '),
);

/** `user@domain` in lower case, or `null`. The user part is not judged. */
export function parseHandle(text: string): { user: string; domain: string } | null {
  const match = HANDLE.exec(text.toLowerCase());
  const [, user, domain] = match ?? [];
  if (!user || !domain || FILE_ENDINGS.has(domain.slice(domain.lastIndexOf('.') + 1))) return null;
  return { user, domain };
}

export function isMailOnly(domain: string): boolean {
  return MAIL_ONLY.has(domain);
}
