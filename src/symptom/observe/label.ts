/** Labels that say what a text is, and not who speaks; and SES, by its names. */
const neutral =
  /^(?:error|warning|reason|status|remote|smtp|diagnostic\w*|response|reply|message|bounce\w*|note|subject|betreff|fehler|fwd?|re|aw|wg|question|help|issue|problem|ses|amazon|aws|e-?mail|mail|dkim|spf|dmarc|reported|result|details?|description|info|hi|hello|update|edit|recipient|rcpt|to|from|sender|final\w*|action|server|host|gmail|outlook|yahoo|hotmail|undeliverable|\d+)$/iu;

/** `Mailchimp: Your account …`, `Apple: your app …`: a name before the colon says whose sentence it is, and it is nobody's of mail. A number has no speaker. */
export function isLabelled(text: string): boolean {
  const label =
    /^\W{0,4}([A-Z][\w'.]{1,24}(?: [A-Z][\w'.]{1,20}){0,2})(?: sandbox| API)?:\s(?!\d[\d.,' ]{0,15}(?:[\s(%]|$))/u.exec(
      text,
    )?.[1];
  return (
    label !== undefined &&
    !label.split(' ').some((word) => neutral.test(word)) &&
    !/smtp|sasl|mailer|mailbox|mailkit|dkim|dmarc/iu.test(label)
  );
}
