import type { VNode } from 'preact';

export function CheckField(props: {
  readonly label: string;
  readonly isChecked: boolean;
  readonly onCheck: (isChecked: boolean) => void;
}): VNode {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.isChecked}
        onChange={(event) => props.onCheck(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}
