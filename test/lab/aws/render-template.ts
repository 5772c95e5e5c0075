import type { EmailTemplateContent } from '@aws-sdk/client-sesv2';
import Handlebars from 'handlebars';
import { badRequest } from './aws-error.ts';

/** The helpers that SES runs [DG send-personalized-email-advanced]; any other is an error. */
const helpers = { each: true, if: true, unless: true, with: true, lookup: true, log: false } as const;

/**
 * Renders a template as SES does: strict (a missing attribute is an error), without escaping, each part on its own.
 * The result is a whole MIME message.
 */
export function render(template: EmailTemplateContent, data: string): string {
  // SES fills in the placeholder of its list management when it sends.
  const values = { amazonSESUnsubscribeUrl: '{{amazonSESUnsubscribeUrl}}', ...parseData(data) };
  const part = (text: string | undefined): string => (text === undefined ? '' : renderPart(text, values));
  return [
    'Date: Sat, 21 Nov 2026 20:00:00 +0000',
    'Message-ID: <lab@ses.test>',
    `Subject: ${part(template.Subject)}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="lab"',
    '',
    '--lab',
    'Content-Type: text/plain; charset=UTF-8',
    '',
    part(template.Text),
    '--lab',
    'Content-Type: text/html; charset=UTF-8',
    '',
    part(template.Html),
    '--lab--',
    '',
  ].join('\r\n');
}

function parseData(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below, as SES says it for anything that is no JSON object.
  }
  throw badRequest('Template data is not valid JSON');
}

function renderPart(text: string, values: Record<string, unknown>): string {
  // Inline partials belong to the part that defines them, so each part gets an environment of its own.
  const environment = Handlebars.create();
  try {
    return environment.compile(text, {
      strict: true,
      noEscape: true,
      knownHelpers: helpers,
      knownHelpersOnly: true,
    })(values);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const missing = /^"(.+)" not defined/.exec(message)?.[1];
    throw badRequest(
      missing === undefined ? message : `Attribute '${missing}' is not present in the rendering data.`,
    );
  }
}
