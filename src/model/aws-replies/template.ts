import * as v from 'valibot';
import { maybe, next, text } from './kinds.ts';

/** GetEmailTemplate: a template may lack any part. */
export const getEmailTemplate = v.object({
  TemplateContent: v.object({ Subject: maybe(text), Text: maybe(text), Html: maybe(text) }),
});

/** ListEmailTemplates. */
export const listEmailTemplates = v.object({
  TemplatesMetadata: v.array(v.object({ TemplateName: text })),
  ...next,
});

/** TestRenderEmailTemplate. */
export const testRenderEmailTemplate = v.object({ RenderedTemplate: text });
