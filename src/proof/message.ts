import { type ScenarioName, simulatorAddress } from '../knowledge/simulator.ts';
import type { SendingInput } from '../model/sending-calls.ts';
import type { TestRequest } from './request.ts';

/** A message that is to be sent. */
export interface Draft {
  scenario: ScenarioName | 'to';
  recipient: string;
}

/** The name of the tag that carries the nonce. */
export const tagName = 'ses-doctor';

/** One message a scenario, or the one of --to. */
export const drafts = ({ scenarios, to }: TestRequest, nonce: string): readonly Draft[] =>
  to === null
    ? scenarios.map((scenario) => ({ scenario, recipient: simulatorAddress(scenario, nonce) }))
    : [{ scenario: 'to', recipient: to }];

/** Subject and bodies, the same whoever sends: nothing of it comes from outside. */
export const contentOf = (nonce: string): { subject: string; text: string; html: string } => ({
  subject: `ses-doctor test ${nonce}`,
  text: `This message was sent by "ses-doctor test" to see whether mail gets through.\nIts mark is ${nonce}. Nothing has to be done.\n`,
  html: `<p>This message was sent by <b>ses-doctor test</b> to see whether mail gets through.</p><p>Its mark is ${nonce}. Nothing has to be done.</p>\n`,
});

/** The input of SendEmail. */
export function inputOf(
  request: TestRequest,
  { recipient }: Draft,
  nonce: string,
): SendingInput<'ses:SendEmail'> {
  const { template, templateData, configurationSet, tenant, from } = request;
  const { subject, text, html } = contentOf(nonce);
  const part = (data: string): { Data: string; Charset: string } => ({ Data: data, Charset: 'UTF-8' });
  return {
    FromEmailAddress: from,
    Destination: { ToAddresses: [recipient] },
    Content:
      template === null
        ? { Simple: { Subject: part(subject), Body: { Text: part(text), Html: part(html) } } }
        : { Template: { TemplateName: template, TemplateData: templateData ?? '{}' } },
    EmailTags: [{ Name: tagName, Value: nonce }],
    ...(configurationSet !== null && { ConfigurationSetName: configurationSet }),
    ...(tenant !== null && { TenantName: tenant }),
  };
}
