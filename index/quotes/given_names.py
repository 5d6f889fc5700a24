"""Given names that are nearly always a woman's or nearly always a man's, by which "he" and "she"
are told apart. Names that both bear are left out.
"""

from __future__ import annotations

from functools import lru_cache

from index.core.folding import fold
from index.quotes.other_languages.word_tables import given_names

TITLES = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f"}
"""Whom a title is given to: "m" or "f"."""

WOMEN = frozenset(
    """Abigail Agnes Aisha Alexandra Alexandria Alice Alicia Alison Allison Amanda Amelia Amy Ana
    Anastasia Andrea Angela Angelina Anita Ann Anna Anne Annette Annie Antonia Aretha Audrey
    Ayanna Barbara Beatrice Becky Benazir Bernice Beth Betsy Betty Beverly Bonnie Brenda
    Bridget Brittany Carla Carly Carmen Carol Caroline Carolyn Catherine Cecilia Celia
    Charlotte Chelsea Cheryl Christina Christine Cindy Claire Clara Claudia Colleen
    Condoleezza Connie Constance Cristina Cynthia Daisy Danielle Deborah Debbie Debra Denise
    Diana Diane Dianne Dolores Donna Dora Doris Dorothy Edith Eileen Elaine Eleanor Elena
    Elisabeth Elise Elizabeth Ella Ellen Emily Emma Erica Erin Esther Eva Evelyn Fatima Fiona
    Florence Frances Gabrielle Gail Georgia Geraldine Gina Gladys Gloria Grace Greta Gwen
    Hannah Harriet Heather Heidi Helen Helena Helga Hillary Huma Ida Indira Ingrid Irene Iris
    Isabel Isabella Ivanka Jackie Jacqueline Jane Janet Janice Jeanne Jennifer Jessica Jill
    Joan Joanna Joanne Josephine Joyce Juanita Judith Judy Julia Julie Kamala Karen Kate
    Katherine Kathleen Kathryn Kathy Katie Katrina Kayla Kellyanne Kimberly Kirsten Kristen
    Kristin Kyrsten Laura Lauren Leah Lena Lila Lillian Linda Lisa Liz Lois Lorraine Louise
    Lucia Lucy Lydia Madeleine Maggie Malala Malia Margaret Maria Marie Marilyn Marjorie
    Martha Mary Maureen Maya Megan Meghan Megyn Melania Melissa Mercedes Meredith Mia Michelle
    Mildred Miriam Molly Monica Nancy Naomi Natalie Natasha Nicole Nikki Nina Nora Norma Olga
    Olivia Pamela Patricia Patty Paula Pauline Penelope Phyllis Priscilla Rachel Rebecca
    Regina Renee Rhonda Rita Roberta Rosa Rosalind Rose Rosemary Roxana Ruth Sabrina Sally
    Samantha Sandra Sara Sarah Sharon Sheila Shirley Simone Sofia Sonia Sophia Sophie Stacey
    Stella Stephanie Sue Susan Susana Suzanne Svetlana Sylvia Tamara Tammy Tanya Tara Teresa
    Theresa Tina Tulsi Ursula Valerie Vanessa Vera Veronica Victoria Viola Virginia Vivian
    Wanda Wendy Whitney Yolanda Yvonne Zoe""".split()
)

MEN = frozenset(
    """Aaron Abdul Abraham Adam Ahmed Alan Albert Alejandro Alexander Alfred Ali Allen Alvin
    Andre Andres Andrew Andy Angelo Anthony Antonio Arnold Arthur Barack Barry Ben Benjamin
    Bernard Bernie Bill Billy Bob Bobby Boris Brad Bradley Brandon Brian Bruce Bryan Calvin
    Carl Carlos Charles Charlie Christian Christopher Chuck Clarence Clifford Colin Corey
    Craig Curtis Dan Daniel Darren Dave David Dean Dennis Derek Diego Dick Dmitri Don Donald
    Doug Douglas Duncan Dwight Earl Ed Eddie Edgar Eduardo Edward Edwin Emmanuel Enrique Eric
    Ernest Eugene Felipe Felix Fernando Floyd Francisco Frank Franklin Fred Frederick Gary
    Geoff Geoffrey George Gerald Gilbert Glenn Gordon Graham Greg Gregory Gustavo Guy Hans
    Harold Harry Harvey Hassan Hector Henry Herbert Herman Howard Hugh Hugo Ian Ibrahim Isaac
    Ivan Jack Jacob Jake Jamal James Jared Jason Javier Jay Jeb Jeff Jeffrey Jeremy Jerome
    Jerry Jesus Jim Jimmy Joe Joel Johan John Johnny Jon Jonathan Jorge Jose José Joseph
    Joshua Juan Julian Justin Karl Keith Ken Kenneth Kevin Kyle Larry Lawrence Leo Leon
    Leonard Lewis Lloyd Louis Lucas Luis Luke Manuel Marc Marco Marcus Mario Mark Martin
    Marvin Matt Matthew Maurice Max Michael Miguel Mike Mitch Mitt Mohamed Mohammad Mohammed
    Muhammad Narendra Nathan Neil Nelson Newt Nicholas Nick Nicolas Noah Norman Oliver Omar
    Oscar Otto Pablo Patrick Paul Pedro Perry Pete Peter Philip Phillip Pierre Rafael Ralph
    Ramon Rand Randall Raul Ray Raymond Reince Ricardo Richard Rick Rob Robby Robert Roberto
    Rod Rodney Roger Roland Ron Ronald Ross Roy Rudolph Rudy Russell Ryan Salvador Samuel
    Scott Sean Sebastian Sergei Sergio Seth Shawn Simon Stanley Stephen Steve Steven Stewart
    Stuart Ted Terrence Thomas Tim Timothy Todd Tom Tommy Tony Trevor Troy Tyler Vernon Victor
    Vincent Vladimir Walter Warren Wayne Wilbur Will William Willie Winston Xavier Yusuf
    Zachary""".split()
)


@lru_cache(maxsize=50_000)
def telling(name: str) -> str:
    """The word of a full name by which "he" and "she" are told apart, however the name is written;
    "" where it tells nothing.
    """
    first = (fold(name).split() or [""])[0]
    given = first.capitalize()
    english = first in TITLES or given in WOMEN or given in MEN
    return given if english or first.partition("-")[0] in given_names() else ""
