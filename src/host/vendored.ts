/** Whether a folder or file of a project is in a folder that holds the work of others. */
export const isVendored = (path: string): boolean => VENDORED.test(`/${path}/`);

/** Folders that hold the work of others, by the conventions of package managers and of C projects. */
const VENDORED = /\/(node_modules|bower_components|jspm_packages|vendor|vendored|third[-_]?party|3rd[-_]?party|external|externals|extern|site-packages|Pods|Carthage)\//i;
