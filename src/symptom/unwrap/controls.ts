/** Takes out what terminals act on: escape sequences and control characters other than line ends and tabs. */
export function withoutControls(text: string): string {
  return text.replace(sequences, '').replace(titles, '').replace(shortSequences, '').replace(others, '');
}

/* eslint-disable no-control-regex -- control characters are what these are about */
const sequences = /\u001b\[[0-9;?]{0,24}[ -/]{0,4}[@-~]/gu;
const titles = /\u001b\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)/gu;
const shortSequences = /\u001b[@-Z\\-_]/gu;
const others = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\ufeff]/gu;
/* eslint-enable no-control-regex */
