import type { HeaderField } from './header.ts';

/**
 * How each field in which filters write their verdict says that a message is no spam. A field that is none of these, or
 * that says something else, tells nothing.
 */
const clean: Readonly<Record<string, RegExp>> = {
  'x-forefront-antispam-report':
    /(?:^|;)\s{0,2}(?:SCL:\s{0,2}-?[0-4]\s{0,2}(?:;|$)|SFV:(?:NSPM|SKN|SKA|SFE)|CAT:NONE)/iu,
  'x-microsoft-antispam-report':
    /(?:^|;)\s{0,2}(?:SCL:\s{0,2}-?[0-4]\s{0,2}(?:;|$)|SFV:(?:NSPM|SKN|SKA|SFE)|CAT:NONE)/iu,
  'x-ms-exchange-organization-scl': /^\s{0,3}-?[0-4]\s{0,3}$/u,
  'x-microsoft-antispam-mailbox-delivery': /(?:^|;)\s{0,2}dest:I(?:;|$)/iu,
  'x-spam-status': /^\s{0,3}no\b/iu,
  'x-spam-flag': /^\s{0,3}no\b/iu,
  'x-spam': /^\s{0,3}no\b/iu,
  'x-spamd-flag': /^\s{0,3}no\b/iu,
  'x-barracuda-spam-flag': /^\s{0,3}no\b/iu,
  'x-ovh-spam-flag': /^\s{0,3}no\b/iu,
  'x-barracuda-spam-status': /^\s{0,3}no\b/iu,
  'x-spamd-result': /\bdefault:\s{0,2}false/iu,
  'x-rspamd-action': /^\s{0,3}no action/iu,
  'x-spam-action': /^\s{0,3}no action/iu,
  'x-proofpoint-spam-details': /rule=(?:notspam|inbound_notspam|outbound_notspam|no_?spam)/iu,
  'x-gm-spam': /^\s{0,3}0\s{0,3}$/u,
  'x-ui-filterresults': /notjunk/iu,
  'x-gmx-antispam': /^\s{0,3}0/u,
  'x-mailru-spam': /^\s{0,3}(?:0|no)\b/iu,
  'x-yandex-spam': /^\s{0,3}[01]\b/u,
  'x-ses-spam-verdict': /^\s{0,3}pass/iu,
  'x-mimecast-spam-score': /^\s{0,3}-?[0-4](?:\.\d{1,4})?\s{0,3}$/u,
};

/** The names of the fields in which a filter says that the message is no spam. */
export const cleanVerdicts = (fields: readonly HeaderField[]): readonly string[] => [
  ...new Set(
    fields.flatMap(({ name, value }) => (clean[name]?.test(value.slice(0, 2000)) === true ? [name] : [])),
  ),
];
