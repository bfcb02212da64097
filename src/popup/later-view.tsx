import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { View } from './state.ts';

/** Views that most openings of the popup never show: their code is loaded when they are. */
const VIEWS: { readonly [Later in Exclude<View, 'list'>]: () => Promise<ComponentType> } = {
  scan: async () => (await import('./add/scan-view.tsx')).ScanView,
  clock: async () => (await import('./clock-view.tsx')).ClockPlace,
  question: async () => (await import('./fill-question-view.tsx')).FillQuestionView,
  recovery: async () => (await import('./recovery/recovery-fill-view.tsx')).RecoveryFillView,
  manual: async () => (await import('./add/manual-view.tsx')).ManualView,
};

/** The same of bars below the rows. */
const BARS = {
  passkeys: async () => (await import('./page/passkeys-bar.tsx')).PasskeysBar,
  question: async () => (await import('./recovery/recovery-question-bar.tsx')).RecoveryQuestionBar,
} satisfies { readonly [bar: string]: () => Promise<ComponentType> };

export function LaterView(props: { readonly of: keyof typeof VIEWS }): VNode {
  const Shown = useLater(VIEWS[props.of]);
  return Shown === undefined ? <header class="bar" /> : <Shown />;
}

/** Rendered only where it has something to show. */
export function LaterBar(props: { readonly of: keyof typeof BARS }): VNode | null {
  const Shown = useLater(BARS[props.of]);
  return Shown === undefined ? null : <Shown />;
}

function useLater(load: () => Promise<ComponentType>): ComponentType | undefined {
  const [loaded, setLoaded] = useState<{ readonly Shown: ComponentType }>();
  useEffect(() => {
    void load().then((Shown) => setLoaded({ Shown }));
  }, [load]);
  return loaded?.Shown;
}
