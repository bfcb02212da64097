// Asked before a code goes where it has not gone before: both names, what speaks against it, and the choice.
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { displayHost } from '../core/sites/origin.ts';
import type { FillCaution, FillQuestion } from '../messaging/fill-responses.ts';
import { subtitleOf, titleOf, visibleName } from '../core/vault/records/account-name.ts';
import { focusOnce } from '../ui/focus-once.ts';
import { Monogram } from '../ui/brand/monogram.tsx';
import { text } from '../ui/text.ts';
import { fillCode, pendingQuestion } from './actions.ts';
import { resemblanceText } from './resemblance-text.ts';
import { accounts, show } from './state.ts';
import { SubView } from './sub-view.tsx';

export function FillQuestionView(): VNode {
  const pending = pendingQuestion.value;
  const view = accounts.value.find(({ id }) => id === pending?.id);
  if (pending === undefined || view === undefined) return <SubView title={text('fillHere')}>{null}</SubView>;
  const { question } = pending;
  const host = displayHost(question.fieldOrigin);
  const sites = view.account.sites.slice(0, 3).map(({ origin }) => displayHost(origin));
  return (
    <SubView title={text('fillHere')}>
      <div class="who">
        <Monogram account={view.account} />
        <div class="names">
          <bdi class="row-title">{visibleName(titleOf(view.account))}</bdi>
          <bdi class="row-subtitle">{visibleName(subtitleOf(view.account))}</bdi>
        </div>
      </div>
      <dl class="facts">
        <Fact name={text('questionPage')}>{displayHost(question.pageOrigin)}</Fact>
        {question.cautions.includes('frame') ? <Fact name={text('questionFrame')}>{host}</Fact> : null}
        <Fact name={text('questionSites')}>
          {sites.length === 0 ? text('questionNoSite') : sites.join(', ')}
        </Fact>
      </dl>
      {question.cautions.map((caution) => (
        <Caution key={caution} caution={caution} question={question} />
      ))}
      <Choice pending={pending} host={host} />
    </SubView>
  );
}

function Choice(props: {
  readonly pending: NonNullable<typeof pendingQuestion.value>;
  readonly host: string;
}): VNode {
  const { host } = props;
  const { id, gives, question } = props.pending;
  const [remember, setRemember] = useState<Remembered>(null);
  const isSuspicious = question.resembles !== null;
  const { pageOrigin, fieldOrigin, cautions } = question;
  const agreed = { pageOrigin, fieldOrigin, cautions: [...cautions], remember };
  return (
    <>
      {question.canRemember ? (
        <RememberSite host={host} wholeSite={question.wholeSite} value={remember} onChange={setRemember} />
      ) : null}
      <button
        type="button"
        class={isSuspicious ? 'button danger' : 'button primary'}
        ref={isSuspicious ? null : focusOnce}
        onClick={() => {
          show('list');
          void fillCode({ id }, { agreed, gives });
        }}
      >
        {text('fillOn', host)}
      </button>
      <button type="button" class="button" ref={isSuspicious ? focusOnce : null} onClick={() => show('list')}>
        {text('cancel')}
      </button>
    </>
  );
}

type Remembered = 'origin' | 'site' | null;

function RememberSite(props: {
  readonly host: string;
  readonly wholeSite: string | null;
  readonly value: Remembered;
  readonly onChange: (value: Remembered) => void;
}): VNode {
  const { host, wholeSite, value, onChange } = props;
  return (
    <>
      <label class="choice">
        <input
          type="checkbox"
          checked={value !== null}
          onChange={(event) => onChange(event.currentTarget.checked ? 'origin' : null)}
        />
        {text('rememberSite', host)}
      </label>
      {wholeSite === null ? null : (
        <label class="choice">
          <input
            type="checkbox"
            checked={value === 'site'}
            onChange={(event) => onChange(event.currentTarget.checked ? 'site' : 'origin')}
          />
          {text('rememberWholeSite', wholeSite)}
        </label>
      )}
    </>
  );
}

function Fact(props: { readonly name: string; readonly children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <bdi>{props.children}</bdi>
      </dd>
    </div>
  );
}

function Caution(props: { readonly caution: FillCaution; readonly question: FillQuestion }): VNode | null {
  const { caution, question } = props;
  const page = displayHost(question.pageOrigin);
  switch (caution) {
    case 'other-site':
      return question.resembles === null ? <p>{text('cautionOtherSite', page)}</p> : null;
    case 'frame':
      return <p class="notice warning">{text('cautionFrame', displayHost(question.fieldOrigin), page)}</p>;
    case 'insecure':
      return <p class="notice warning">{text('cautionInsecure')}</p>;
    case 'look-alike': {
      const { resembles } = question;
      if (resembles === null) return null;
      return (
        <p class="notice danger" role="alert">
          {resemblanceText(page, resembles)}
        </p>
      );
    }
  }
}
