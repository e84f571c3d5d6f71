import { nearest } from './ask/nearest.ts';
import type { Office } from './ask/registers.ts';
import { useWords } from './i18n.tsx';
import { SourceLink } from './SourceLink.tsx';

interface Props {
  offices: readonly Office[];
  /** Countries of the reader, best first. */
  countries: readonly string[];
  /** Where those go whose country is not among them. */
  elsewhere?: { name: string; url: string };
}

/** Offices of the reader's own country, and folded away those of all others. */
export function Offices({ offices, countries, elsewhere }: Props) {
  const { t, country } = useWords();
  const { near, others } = nearest(offices, countries);
  const named = others
    .map((office) => ({ ...office, where: country(office.country) }))
    .sort((a, b) => a.where.localeCompare(b.where));
  return (
    <>
      <ul class="links">
        {near.map(({ name, url }) => (
          <li key={url}>
            <SourceLink href={url}>{name}</SourceLink>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('offices_more')}</summary>
        <ul class="links">
          {elsewhere && (
            <li>
              <SourceLink href={elsewhere.url}>{elsewhere.name}</SourceLink>
            </li>
          )}
          {named.map(({ where, name, url }) => (
            <li key={url}>
              <span class="soft">{where}</span> <SourceLink href={url}>{name}</SourceLink>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
