import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { View } from './state.ts';

/** Views that most openings of the popup never show: their code is loaded when they are. */
const VIEWS: { readonly [Later in Exclude<View, 'list'>]: () => Promise<ComponentType> } = {
  scan: async () => (await import('./scan-view.tsx')).ScanView,
  clock: async () => (await import('./clock-view.tsx')).ClockPlace,
  question: async () => (await import('./fill-question-view.tsx')).FillQuestionView,
  recovery: async () => (await import('./recovery-fill-view.tsx')).RecoveryFillView,
  manual: async () => (await import('./manual-view.tsx')).ManualView,
};

export function LaterView(props: { readonly of: keyof typeof VIEWS }): VNode {
  const [loaded, setLoaded] = useState<{ readonly Shown: ComponentType }>();
  useEffect(() => {
    void VIEWS[props.of]().then((Shown) => setLoaded({ Shown }));
  }, [props.of]);
  return loaded === undefined ? <header class="bar" /> : <loaded.Shown />;
}
