import { guide } from './ses-pages.ts';

/** Bytes of text and HTML of a template together ("Service quotas in Amazon SES"). */
export const maxTemplateBytes = 500 * 1024;

/** Characters of TemplateData (SendEmail, TestRenderEmailTemplate). */
export const maxTemplateDataCharacters = 262_144;

/** Basics of templates, and what Handlebars adds. */
export const templatePage = guide('send-personalized-email-api');
export const advancedTemplatePage = guide('send-personalized-email-advanced');
