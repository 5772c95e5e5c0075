import type { Report } from '../model/report.ts';
import type { RenderOptions } from './render-options.ts';

export const formats = ['text', 'json', 'ndjson', 'markdown', 'html', 'junit', 'sarif', 'github'] as const;
export type Format = (typeof formats)[number];

export type Renderer = (report: Report, options: RenderOptions) => string;

/** Loads a renderer when it is needed. Each gives text that ends with a line break. */
export async function rendererOf(format: Format): Promise<Renderer> {
  switch (format) {
    case 'text':
      return (await import('./text/text.ts')).renderText;
    case 'json':
      return (await import('./json.ts')).renderJson;
    case 'ndjson':
      return (await import('./ndjson.ts')).renderNdjson;
    case 'markdown':
      return (await import('./markdown.ts')).renderMarkdown;
    case 'html':
      return (await import('./html.ts')).renderHtml;
    case 'junit':
      return (await import('./junit.ts')).renderJunit;
    case 'sarif':
      return (await import('./sarif.ts')).renderSarif;
    case 'github':
      return (await import('./github.ts')).renderGithub;
  }
}

/** The format of an output file by its extension, or null. */
export function formatOfFile(path: string): Format | null {
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return byExtension[extension] ?? null;
}

const byExtension: Readonly<Partial<Record<string, Format>>> = {
  json: 'json',
  ndjson: 'ndjson',
  md: 'markdown',
  html: 'html',
  xml: 'junit',
  sarif: 'sarif',
  txt: 'text',
};
