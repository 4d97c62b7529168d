// What the texts of some licences are told by, in a layout of our own.
export const MIT = 'Copyright (c) 2020 An Author\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nThe above copyright notice and this permission notice shall be included\nTHE SOFTWARE IS PROVIDED "AS IS"\n';
export const BSD3 = 'Copyright (c) 2010, B Author\nRedistribution and use in source and binary forms, with or without modification, are permitted\nRedistributions of source code must retain the above\nRedistributions in binary form must reproduce the above\nmay be used to endorse or promote products derived from this\n';
export const APACHE = 'Apache License\nVersion 2.0, January 2004\n2. Grant of Copyright License. 3. Grant of Patent License.\n';
export const GPL2 = 'GNU GENERAL PUBLIC LICENSE\nVersion 2, June 1991\nTERMS AND CONDITIONS FOR COPYING, DISTRIBUTION AND MODIFICATION\n';
