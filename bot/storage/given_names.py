"""Common given names in Germany, in lower case, for scrubbing kept questions.

Names that are everyday words, too ("mark", "will", "rose"), are left out.
"""

from __future__ import annotations

from typing import Final

GIVEN_NAMES: Final = frozenset(
    """
    aaron abdul achim adam adem adrian agnes ahmad ahmed aisha alex alexander alexandra alfred
    ali alice alina amelie amina amir amy ana anastasia anders andrea andreas andrej andrew
    angela angelika anja anke ann anna anne annette annika anthony anton antonia arda arjun
    arne arthur ashley astrid aylin aynur ayse ayşe barbara bastian beate ben benjamin bernd
    bernhard bettina bianca birgit björn boris brigitte bruno burak carina carla carlos carmen
    carolin caroline carsten caspar catherine cem charlotte chiara chloe chris christa
    christian christiane christina christine christoph christopher claire clara claudia
    clemens conrad cornelia dagmar damian daniel daniela danilo david deborah denise deniz
    dennis detlef diana diego dieter dietmar dilara dirk dmitri dominik dora doris edith
    eduard ela elena elias elisa elisabeth elizabeth ella emil emilia emily emine emma emre
    enrico eric erik erika erwin esra esther eva evelyn fabian fabio fatih fatima fatma felix
    ferdinand fiona florian frank franz franziska frederik frieda friederike friedrich gabriel
    gabriele georg george gerd gerhard gerlinde gisela gregor greta guido gustav günter
    günther hakan hamza hanna hannah hannes hans harald hartmut hasan hassan hatice heike
    heiko heinrich heinz helena helene helga helmut hendrik henri henriette henry herbert
    hermann hilde holger horst hubert hussein hülya ibrahim ida igor ilse imke ina ines inga
    inge ingo ingrid irina iris irma isabel isabell isabella ismail ivan jack jacob jakob
    jamal james jan jana janina jannik jannis jasmin jason jelena jennifer jenny jens jessica
    jin joachim johann johanna johannes john jonas jonathan jose josef josefine joseph joshua
    josé julia julian juliane julius justin jutta jörg jürgen kai karen karim karin karl karla
    karolina karsten katarzyna katharina kathrin katja katrin kemal kerstin kevin khaled kim
    kirsten kjell klara klaus konrad konstantin kristin kristina kurt käthe lara lars laura
    laurin layla lea leah lena leni lennard leo leon leonard leonie levin lia liam lilli lilly
    lina linda linus lisa liselotte liya lorenz lotta lotte louis louisa luca lucas lucia lucy
    ludwig luis luisa lukas luke lutz lydia mads magdalena mahmoud maik maja malte mandy
    manfred manuel manuela mara marc marcel marco marcus mareike maren margarete margit margot
    maria mariam marianne marie marina mario marion marius marko markus marlene marta martha
    martin martina marvin mary mateusz mathilda matilda mats matteo matthew matthias maurice
    maxi maximilian mehmet melanie melek melina melissa merle merve mia michael michaela
    michal michelle miguel mika mila milan milena mina mira miriam mirko mohamed mohammad
    mohammed monika moritz murat mustafa nadia nadine nadja natalia natalie natascha nele
    nicholas nick nico nicolas nicole niklas nikolai nikolaus nils nina noah nora norbert nour
    nuri olaf oleg oleksandr olga oliver olivia omar oskar osman pablo pascal patricia patrick
    patrik paul paula pauline pedro peggy peter petra philip philipp piotr priya rafael rahel
    ralf ralph ramona raphael rebecca regina reiner reinhard renate rené ricarda richard rita
    robert roberto robin roland rolf roman ronny rosemarie roswitha rudolf ruth ryan sabine
    sabrina salma samantha samira samuel sandra sara sarah sascha sebastian selin selina selma
    sergej serkan sibylle sigrid silke silvia simon simone sina sofia sofie sonja sophia
    sophie stefan stefanie steffen stella stephan stephanie susan susanne svea sven svenja
    sybille sylvia tamara tanja tarek tatjana theo theresa thomas thorsten tobias tom tommy
    toni torben torsten tristan udo ulla ulrich ulrike ursula ute uwe valentin valentina
    valerie vanessa vera verena veronika victor victoria viktor viktoria vincent vivien volker
    volodymyr walter waltraud wanda werner wiebke wilhelm willi wolfgang xaver yannick yara
    yasemin yasin yasmin yusuf yvonne zehra zeynep zoe ömer özge özlem
    """.split()  # noqa: SIM905  many names are read more easily as a text
)
