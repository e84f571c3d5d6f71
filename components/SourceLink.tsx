import type { ComponentChildren } from 'preact';
import { webUrl } from '#lib/core/web-url.ts';

/** The address as a URL when a link may lead there; what a list writes is not trusted. */
export function readWebUrl(text: string | null): URL | null {
  return text === null ? null : webUrl(text);
}

/** A link out of the extension; nothing where the address is no http(s) one. */
export function SourceLink({ href, children }: { href: string | null; children: ComponentChildren }) {
  const url = readWebUrl(href);
  if (!url) return null;
  return (
    <a class="source" href={url.href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
