/** Who made a project, by its name: packages of one scope, or of one framework, come from one build, and what they share is no commonplace yet. */
export function makerOf(project: string): string {
  const framework = /^(expo|react-native)-/.exec(project);
  return framework ? framework[1] : project.replace(/^@([^+]+)\+.*/, '$1').replace(/@.*/, '');
}
