import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `samconfig.toml` names: the stacks of a stage in one template, so that a function is found by its name alone. */
export const samTemplateName = 'sam.template.json';

export type StackTemplate = { readonly templateFile: string; readonly template: unknown };

/** Nests the templates that have functions; SAM has no use for the others. */
export function writeSamTemplate(folder: string, stacks: readonly StackTemplate[]): void {
  const nested = stacks
    .filter(({ template }) => hasFunctions(template as Template))
    .map(({ templateFile }) => [
      templateFile.replaceAll(/\W/g, ''),
      { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: templateFile } },
    ]);
  writeFileSync(
    join(folder, samTemplateName),
    JSON.stringify({ Resources: Object.fromEntries(nested) as unknown }, null, 2),
  );
}

type Template = { readonly Resources?: Readonly<Record<string, { readonly Type: string }>> };

function hasFunctions({ Resources = {} }: Template): boolean {
  return Object.values(Resources).some(({ Type }) => Type === 'AWS::Lambda::Function');
}
