import type { EmailTemplateContent } from '@aws-sdk/client-sesv2';
import { notFound } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import { render } from '../render-template.ts';
import type { RegionWorld } from '../world.ts';
import type { Answers } from './answer.ts';

/** Stored templates, and SES's own rendering of them. */
export const templateAnswers: Answers<
  'ses:GetEmailTemplate' | 'ses:ListEmailTemplates' | 'ses:TestRenderEmailTemplate'
> = {
  'ses:GetEmailTemplate': ({ TemplateName = '' }, { region }) => ({
    TemplateName,
    TemplateContent: templateOf(region, TemplateName),
  }),

  'ses:ListEmailTemplates': (input, { region, most }) => {
    const CreatedTimestamp = new Date('2026-03-01T09:00:00Z');
    const all = Object.keys(region.templates).map((TemplateName) => ({ TemplateName, CreatedTimestamp }));
    const { items, ...next } = pageOf(all, { token: input.NextToken, size: input.PageSize, most: most(100) });
    return { TemplatesMetadata: items, ...next };
  },

  'ses:TestRenderEmailTemplate': ({ TemplateName = '', TemplateData = '' }, { region }) => ({
    RenderedTemplate: render(templateOf(region, TemplateName), TemplateData),
  }),
};

function templateOf(region: RegionWorld, name: string): EmailTemplateContent {
  const found = region.templates[name];
  if (found === undefined) throw notFound(`Template ${name} does not exist.`);
  return found;
}
