/** Of making a removed container again. */
export interface RecipeReasons {
  'recipe-gone': undefined;
  'recipe-container-there': { readonly name: string };
}
