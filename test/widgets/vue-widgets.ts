import PrimeVue from 'primevue/config';
import InputOtp from 'primevue/inputotp';
import { type Component, createApp, h, ref } from 'vue';
import { createVuetify } from 'vuetify';
import { VApp } from 'vuetify/components/VApp';
import { VOtpInput } from 'vuetify/components/VOtpInput';
import 'vuetify/styles';
import { heard } from './widget.ts';

const value = ref('');

function take(next: string | null | undefined): void {
  value.value = next ?? '';
  heard.value = value.value;
}

function complete(code: string): void {
  heard.completed.push(code);
}

const WIDGETS: { readonly [name: string]: () => ReturnType<typeof h> } = {
  'vue-primevue-input-otp': () => primeVue({ integerOnly: true }),
  'vue-primevue-input-otp-masked': () => primeVue({ mask: true }),
  'vue-vuetify-otp-input': () => vuetify({}),
  'vue-vuetify-otp-input-password': () => vuetify({ type: 'password' }),
};

function primeVue(properties: object) {
  return h(InputOtp, {
    length: 6,
    modelValue: value.value,
    // It has no event of its own for a complete code: pages compare the length.
    'onUpdate:modelValue': (next: string) => {
      take(next);
      if (value.value.length === 6) complete(value.value);
    },
    ...properties,
  });
}

function vuetify(properties: object) {
  return h(VApp, () =>
    h(VOtpInput as Component, {
      modelValue: value.value,
      'onUpdate:modelValue': take,
      onFinish: complete,
      ...properties,
    }),
  );
}

export function show(name: string, into: HTMLElement): void {
  createApp({ render: () => WIDGETS[name]?.() })
    .use(PrimeVue)
    .use(createVuetify())
    .mount(into);
}
