import { grouped } from '../../src/model/many.ts';
import { problem } from '../../src/model/check.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { templatePage } from '../../src/knowledge/template-limits.ts';
import type { InPart } from '../../src/parse/template/template.ts';
import { command } from '../../src/render/paste/paste.ts';
import { getTemplate as get, type OfTemplate, at, templateOf } from './template-place.ts';

/** The template is not there. */
export const absenceProblems = {
  'template/not-found': problem<{ name: string; region: string | null; near: readonly string[] }>({
    severity: 'error',
    summary: ({ name, region }) => `There is no template called ${name} in ${region ?? 'this Region'}.`,
    impact: 'Every send that names it is refused.',
    evidence: ({ name, near }) => [
      { what: `template ${name}`, expected: 'to exist', actual: 'not found', source: 'ses:GetEmailTemplate' },
      ...(near.length === 0
        ? []
        : [
            {
              what: 'templates with a similar name',
              expected: null,
              actual: near.join(', '),
              source: 'ses:ListEmailTemplates',
            },
          ]),
    ],
    fix: ({ near, region }) => [
      {
        text:
          near.length === 0
            ? 'Look at the names that this Region has: templates belong to one Region, and names are case-sensitive. Create it here, or send from the Region that has it.'
            : `Use the name that exists (${near.join(', ')}), or create this one: names are case-sensitive.`,
        owner: 'you',
        command: command`aws sesv2 list-email-templates --region ${region}`,
      },
    ],
    references: [templatePage],
    read: {
      summary: (candidate) => `SES does not know ${templateOf(candidate)} in the Region that was asked.`,
      fix: ({ data }) => [
        {
          text: 'Compare the name that the application sends with those in its Region: templates belong to one Region, and names are case-sensitive.',
          owner: 'you',
          command:
            data['region'] === undefined
              ? command`aws sesv2 list-email-templates`
              : command`aws sesv2 list-email-templates --region ${data['region']}`,
        },
      ],
      distinguish:
        'aws sesv2 list-email-templates in the Region of the application shows whether the name is there.',
    },
  }),
};

/** The template is too large, too complex or lacks a part. */
export const formProblems = {
  'template/too-large': problem<OfTemplate & { what: 'template' | 'data'; size: number; limit: number }>({
    severity: 'error',
    summary: ({ name, what, size, limit }) =>
      what === 'template'
        ? `The text and HTML of ${name} are ${grouped(size)} bytes; SES accepts ${grouped(limit)}.`
        : `The template data has ${grouped(size)} characters; SES accepts ${grouped(limit)}.`,
    impact: ({ what }) => (what === 'template' ? 'SES does not store it.' : 'SES refuses the send.'),
    evidence: ({ what, size, limit }) => [
      {
        what: `size of the ${what}`,
        expected: `at most ${grouped(limit)}`,
        actual: grouped(size),
        source: null,
      },
    ],
    fix: ({ what }) => [
      {
        text:
          what === 'template'
            ? 'Move images out of the HTML (link them instead of data: URLs), and strip comments and unused styles.'
            : 'Send only what the template prints; long lists belong on a page that the mail links to.',
        owner: 'you',
      },
    ],
    references: [guide('quotas'), templatePage],
    read: {
      summary: () => 'The template or its data is larger than SES accepts.',
      impact: () => 'SES refuses it.',
      fix: () => [
        {
          text: 'Keep text and HTML of a template below 500 KB together, and the data below 262,144 characters.',
          owner: 'you',
        },
      ],
      distinguish: 'Measure both: 500 KB for text and HTML of the template, 262,144 characters for the data.',
    },
  }),

  'template/inline-too-complex': problem<OfTemplate & { first: InPart & { text: string } }>({
    severity: 'info',
    summary: ({ name, first }) =>
      `${name} uses blocks (${first.text}, ${at(first)}), which SES runs in stored templates only.`,
    impact: 'If the application passes it along with the send instead of storing it, SES cannot render it.',
    fix: ({ name }) => [
      {
        text: `Store it (create-email-template) and send by its name. Nothing has to change if ${name} is stored already.`,
        owner: 'you',
      },
    ],
    references: [templatePage],
    read: {
      severity: 'error',
      summary: () =>
        'The template that was passed with the send holds more than plain variables; SES runs blocks and nested names in stored templates only.',
      impact: () => 'The send is refused, or the mail is dropped when SES renders it.',
      fix: () => [
        {
          text: 'Store the template (create-email-template) and send by TemplateName; inline TemplateContent takes plain {{variables}} only.',
          owner: 'you',
        },
      ],
      distinguish: 'Look whether the send passes TemplateContent (inline) or TemplateName (stored).',
    },
  }),

  'template/no-text-part': problem<OfTemplate>({
    severity: 'warning',
    summary: ({ name }) => `The template ${name} has HTML and no text.`,
    impact: 'Readers without HTML see nothing, and spam filters count HTML-only mail against the sender.',
    evidence: () => [{ what: 'Text', expected: 'a text version', actual: 'none', source: null }],
    fix: (data) => [
      { text: 'Add a Text part with the same words as the HTML.', owner: 'you', command: get(data) },
    ],
    references: [templatePage],
  }),
};
