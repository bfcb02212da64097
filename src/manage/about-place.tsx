import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { extensionVersion } from '../platform/i18n.ts';
import { type Licence, readLicences } from '../platform/licences.ts';
import { text } from '../ui/text.ts';
import { KeyboardSection } from './keyboard-section.tsx';

export function AboutPlace(): VNode {
  return (
    <>
      <h1>{text('navAbout')}</h1>
      <p>{text('aboutText')}</p>
      <p class="hint">{text('version', extensionVersion())}</p>
      <KeyboardSection />
      <Licences />
    </>
  );
}

/** The packages of others in this program, each with its licence; written by the build. */
function Licences(): VNode {
  const [licences, setLicences] = useState<readonly Licence[]>();
  useEffect(() => {
    void readLicences().then((read) => setLicences(read ?? []));
  }, []);
  return (
    <section class="stack">
      <h2>{text('licences')}</h2>
      <p>{text('licencesText')}</p>
      {licences?.length === 0 ? <p class="notice danger">{text('licencesUnread')}</p> : null}
      <ul class="entries">
        {(licences ?? []).map(({ name, version, licence, text: words }) => (
          <li key={name}>
            <details class="whole">
              <summary>
                <bdi>{`${name} ${version}`}</bdi> <span class="hint">{licence}</span>
              </summary>
              <pre class="licence" dir="ltr" tabIndex={0} aria-label={text('licenceOf', name)}>
                {words}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
