import { bundleFunctions } from './bundle.ts';
import { deployedFunctions } from './deployed-functions.ts';

const bundles = await bundleFunctions({ names: deployedFunctions });
for (const { name, bytes } of bundles.toSorted((one, other) => other.bytes - one.bytes)) {
  console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KB  ${name}`);
}
